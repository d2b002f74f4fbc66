package io.github.scpsdk.codegen.emit;

/**
 * A generated file.
 *
 * @param path from the root of the repository, with slashes
 */
public record SourceFile(String path, String text) {}

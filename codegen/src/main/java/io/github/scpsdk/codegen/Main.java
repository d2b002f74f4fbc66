// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import io.github.scpsdk.codegen.emit.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the generated sources and the pages of a repository that are made from its descriptions: the argument is its root. */
public final class Main {

    private Main() {}

    /** Generates; a description that cannot be understood stops it before the first file is touched. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("The argument is the root of the repository.");
        }
        Path root = Path.of(arguments[0]);
        Map<String, String> sources = Generator.generate(root);
        List<SourceFile> pages = Generator.pages(root);
        Generator.write(root, sources);
        for (SourceFile page : pages) {
            Path file = root.resolve(page.path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.text());
        }
    }
}

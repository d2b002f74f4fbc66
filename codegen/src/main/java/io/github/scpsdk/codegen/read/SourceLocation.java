// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

/**
 * A place in a description, for messages.
 *
 * @param file path from the root of the repository
 * @param line first line, from 1; 0 where only the file is known
 * @param path the keys that lead there, joined by {@code /}
 */
public record SourceLocation(String file, int line, String path) {

    @Override
    public String toString() {
        String where = line == 0 ? file : file + ":" + line;
        return path.isEmpty() ? where : where + " (" + path + ")";
    }
}

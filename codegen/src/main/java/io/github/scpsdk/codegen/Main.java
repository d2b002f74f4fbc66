package io.github.scpsdk.codegen;

import io.github.scpsdk.codegen.emit.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the generated sources and the index of operations of a repository: the argument is its root. */
public final class Main {

    private Main() {}

    /** Generates; a description that cannot be understood stops it before the first file is touched. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("The argument is the root of the repository.");
        }
        Path root = Path.of(arguments[0]);
        Map<String, String> sources = Generator.generate(root);
        SourceFile page = Generator.operationsPage(root);
        Generator.write(root, sources);
        Files.writeString(root.resolve(page.path()), page.text());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources in memory against the sources of sdk-core, which this module does not depend on. */
final class Compiler {

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    private Compiler() {}

    /** Compiles sdk-core into a folder, whatever its warnings are. */
    static void compileCore(Path classes) throws IOException {
        List<Path> sources = Repository.files(Repository.ROOT.resolve("sdk-core/src/main/java"), ".java").stream()
                .filter(file -> !file.endsWith("module-info.java"))
                .toList();
        try (StandardJavaFileManager files = JAVAC.getStandardFileManager(null, null, null)) {
            StringWriter said = new StringWriter();
            boolean compiled = JAVAC.getTask(
                            said,
                            files,
                            null,
                            List.of("-proc:none", "-nowarn", "--release", "17", "-d", classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("sdk-core does not compile:\n" + said);
            }
        }
    }

    /** Compiles sources into a folder; returns every error and warning. */
    static List<String> compile(Map<String, String> sources, Path core, Path classes) throws IOException {
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((path, text) -> files.add(new Source(path, text)));
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        String classPath = core + System.getProperty("path.separator") + System.getProperty("java.class.path");
        try (StandardJavaFileManager manager = JAVAC.getStandardFileManager(said, null, null)) {
            JAVAC.getTask(
                            null,
                            manager,
                            said,
                            List.of(
                                    "-proc:none",
                                    "-Xlint:all,-path",
                                    "--release",
                                    "17",
                                    "-parameters",
                                    "-classpath",
                                    classPath,
                                    "-d",
                                    classes.toString()),
                            null,
                            files)
                    .call();
        }
        return said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .map(Object::toString)
                .collect(Collectors.toList());
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

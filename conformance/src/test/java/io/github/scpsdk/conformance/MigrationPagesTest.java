// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls on the pages about moving to a newer version compile, for the old version and for the new one. */
class MigrationPagesTest {

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)\\n\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLIENT = Pattern.compile("\\.(\\w+Client);");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../docs/migrating"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void bothSidesCompile(Path page, @TempDir Path classes) throws IOException {
        List<String> sides = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            Matcher client = CLIENT.matcher(block.group(1));
            assertThat(client.find()).as(block.group(1)).isTrue();
            sides.add(block.group(1) + "\nclass Side" + sides.size() + " {\nvoid calls(" + client.group(1)
                    + " client) {\n" + block.group(2) + "}\n}\n");
        }

        boolean changes = !Files.readString(page).contains("No call changes.");
        assertThat(sides).as("the calls before and after").hasSize(changes ? 2 : 0);
        for (int i = 0; i < sides.size(); i++) {
            assertThat(errors("Side" + i, sides.get(i), classes))
                    .as(sides.get(i))
                    .isEmpty();
        }
    }

    @Test
    void saysWhereAValueComesFromThatIsDemandedNow() throws IOException {
        assertThat(Files.readString(Path.of("../docs/migrating/backup.md")))
                .contains(
                        "- `sessionId` of `deleteBackup`, `deleteBackupRestoreTarget`: the id of the OTP session that confirms")
                .contains("delete in the console");
        assertThat(Files.readString(Path.of("../docs/migrating/filestorage.md")))
                .contains("- `zone` of `createVolume`: an availability zone of the account");
    }

    @Test
    void namesTheFieldsOfResponsesThatAreGone() throws IOException {
        assertThat(Files.readString(Path.of("../docs/migrating/filestorage.md")))
                .contains("These fields of responses are gone: `type_id` of `showVolume`.");
        assertThat(Files.readString(Path.of("../docs/migrating/baremetal-blockstorage.md")))
                .doesNotContain("gone");
    }

    private static List<String> errors(String name, String text, Path classes) throws IOException {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        String path = System.getProperty("java.class.path");
        try (StandardJavaFileManager files = JAVAC.getStandardFileManager(said, null, null)) {
            JAVAC.getTask(
                            null,
                            files,
                            said,
                            List.of("-proc:none", "-classpath", path, "-d", classes.toString()),
                            null,
                            List.of(source))
                    .call();
        }
        return said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .toList();
    }
}

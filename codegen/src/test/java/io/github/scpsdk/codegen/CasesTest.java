// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The golden cases: a folder per feature with descriptions in {@code api}, and beside them what the generator makes of
 * them in {@code expected}, or the words with which it refuses them in {@code refused.txt}.
 */
class CasesTest {

    private static final String REWRITE =
            "If the difference is meant, rewrite the expected files and review them: mvn -q -pl codegen test -Dtest=CasesTest"
                    + " -Dcases.rewrite=true";

    @TestFactory
    Stream<DynamicTest> generatesWhatIsExpected() {
        return Repository.folders(Repository.CASES).stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    Map<String, String> actual = outcome(folder);
                    if (Boolean.getBoolean("cases.rewrite")) {
                        rewrite(folder, actual);
                    }
                    assertThat(expected(folder)).as(REWRITE).isEqualTo(actual);
                }));
    }

    @Test
    void whatIsExpectedCompilesWithoutWarnings(@TempDir Path core, @TempDir Path classes) throws IOException {
        Compiler.compileCore(core);
        Map<String, String> sources = new LinkedHashMap<>();
        for (Path folder : Repository.folders(Repository.CASES)) {
            expected(folder).forEach((path, text) -> {
                if (path.endsWith(".java")) {
                    sources.put(path.replaceFirst("^expected/", ""), text);
                }
            });
        }

        assertThat(Compiler.compile(sources, core, classes)).isEmpty();
    }

    private static Map<String, String> outcome(Path folder) {
        Map<String, String> outcome = new TreeMap<>();
        try {
            Generator.generate(folder)
                    .forEach((path, text) ->
                            outcome.put(path.replaceFirst("^[^/]+/src/generated/java/", "expected/"), text));
        } catch (InvalidDescriptionException e) {
            outcome.put("refused.txt", e.getMessage() + "\n");
        }
        return outcome;
    }

    private static Map<String, String> expected(Path folder) {
        Map<String, String> expected = new TreeMap<>();
        for (String ending : List.of(".java", "refused.txt")) {
            for (Path file : Repository.files(folder, ending)) {
                expected.put(folder.relativize(file).toString().replace('\\', '/'), Repository.text(file));
            }
        }
        return expected;
    }

    private static void rewrite(Path folder, Map<String, String> actual) throws IOException {
        for (String path : expected(folder).keySet()) {
            Files.delete(folder.resolve(path));
        }
        for (Map.Entry<String, String> file : actual.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}

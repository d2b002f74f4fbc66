// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page about Kotlin asks its readers to copy is what {@code coexistence/src/kotlin} compiles and runs. */
class KotlinPageTest {

    private static final Path PROJECT = Path.of("../coexistence/src/kotlin");
    private static final Pattern KOTLIN = Pattern.compile("^```kotlin\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void theProgramIsTheOneThatRuns() throws IOException {
        assertThat(Files.readString(PROJECT.resolve("src/main/kotlin/Main.kt")))
                .isEqualTo("// SPDX-License-Identifier: Apache-2.0\n" + blocks().get(1));
    }

    @Test
    void theGradleFileHasTheVersionsThatItRunsWith() throws IOException {
        String pom = Files.readString(PROJECT.resolve("pom.xml"));
        String build = blocks().get(0);

        String kotlin = first("<kotlin.version>(.*)</kotlin.version>", pom);
        assertThat(build).contains("kotlin(\"jvm\") version \"" + kotlin + "\"");
        assertThat(build)
                .contains("kotlinx-coroutines-core:"
                        + first("<artifactId>kotlinx-coroutines-core-jvm</artifactId>\\s*<version>(.*)</version>", pom)
                        + "\"");
        assertThat(Files.readString(Path.of("../coexistence/pom.xml")))
                .contains("kotlin-maven-plugin:" + kotlin + ":compile");
    }

    private static List<String> blocks() throws IOException {
        List<String> blocks = KOTLIN.matcher(Files.readString(Path.of("../docs/kotlin-and-gradle.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(2);
        return blocks;
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}

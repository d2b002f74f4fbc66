// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is checked in is what {@code api/} gives. */
class GeneratedSourcesTest {

    private static final String REPAIR = "mvn -q -pl codegen compile exec:java";

    @Test
    void generatedSourcesAreWhatTheDescriptionsGive() throws IOException {
        Map<String, String> wanted = Generator.generate(Repository.ROOT);
        Map<String, String> present = Generator.present(Repository.ROOT);

        Set<String> different = new TreeSet<>(wanted.keySet());
        different.addAll(present.keySet());
        different.removeIf(path -> wanted.containsKey(path) && wanted.get(path).equals(present.get(path)));

        if (!different.isEmpty()) {
            List<String> first = different.stream().limit(20).toList();
            fail("Generated sources are not what api/ gives. Generate them again with\n\n    " + REPAIR
                    + "\n\nand commit the result; a change that should stay belongs into api/ or into an emitter.\n"
                    + different.size() + " file(s) differ:\n  " + String.join("\n  ", first)
                    + (different.size() > first.size() ? "\n  …" : ""));
        }
    }

    @Test
    void sameInputGivesTheSameBytes() {
        assertThat(Generator.generate(Repository.CASES.resolve("merged-versions")))
                .isEqualTo(Generator.generate(Repository.CASES.resolve("merged-versions")));
    }

    @Test
    void writingRemovesWhatIsStaleAndLeavesWhatIsRight(@TempDir Path root) throws IOException {
        String right = "sdk-a/src/generated/java/x/Right.java";
        String stale = "sdk-b/src/generated/java/x/y/Stale.java";
        String edited = "sdk-a/src/generated/java/x/Edited.java";
        Generator.write(root, Map.of(right, "right", stale, "stale", edited, "edited"));
        Files.writeString(root.resolve(edited), "by hand");

        Generator.write(root, Map.of(right, "right", edited, "edited"));

        assertThat(Generator.present(root)).isEqualTo(Map.of(right, "right", edited, "edited"));
        assertThat(root.resolve("sdk-b/src/generated/java")).doesNotExist();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every source file names its licence in the form of SPDX, so that tools find it in a copy of that file alone. */
class LicenceLinesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern SOURCE = Pattern.compile("[^.].*\\.(java|kt|kts|py|mjs|xml|html|yaml|yml)");

    /** What is built or fetched. */
    private static final Set<String> LEFT_OUT = Set.of("target", "node_modules", ".git");

    @Test
    void everySourceFileNamesItsLicence() throws IOException {
        List<Path> sources = sources();

        assertThat(sources).hasSizeGreaterThan(2000);
        assertThat(sources).filteredOn(file -> !namesItsLicence(file)).isEmpty();
    }

    private static boolean namesItsLicence(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.limit(3).anyMatch(line -> line.contains("SPDX-License-Identifier: Apache-2.0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean examples = folder.endsWith(Path.of("api", "examples"));
                String name = String.valueOf(folder.getFileName());
                return examples || LEFT_OUT.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (SOURCE.matcher(String.valueOf(file.getFileName())).matches()) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}

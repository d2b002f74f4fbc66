// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.codegen.model.Differences;
import io.github.scpsdk.codegen.model.Differences.Difference;
import io.github.scpsdk.codegen.read.ApiDocument;
import io.github.scpsdk.codegen.read.ApiFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A version newer than the guide differs from the one before it exactly as {@code differences/<service>-<version>.txt}
 * says, which was written from the sources by hand: each difference listed there is there, and there is no other.
 */
class DifferencesTest {

    private static final Path LISTED = Repository.ROOT.resolve("codegen/src/test/resources/differences");

    @TestFactory
    Stream<DynamicTest> differencesAreThoseListed() {
        return ApiFolder.readAll(Repository.ROOT).stream()
                .flatMap(folder -> newer(folder).stream()
                        .map(document -> DynamicTest.dynamicTest(name(document), () -> {
                            ApiDocument before =
                                    folder.documents().get(folder.documents().indexOf(document) - 1);

                            assertThat(Differences.between(before, document).stream()
                                            .map(Difference::toString))
                                    .containsExactlyInAnyOrderElementsOf(listed(document));
                        })));
    }

    @Test
    void everyListBelongsToAVersion() {
        Set<String> versions = ApiFolder.readAll(Repository.ROOT).stream()
                .flatMap(folder -> newer(folder).stream())
                .map(document -> name(document) + ".txt")
                .collect(Collectors.toSet());

        assertThat(Repository.files(LISTED, ".txt"))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(versions);
    }

    private static List<ApiDocument> newer(ApiFolder folder) {
        List<ApiDocument> newer = new ArrayList<>(folder.documents());
        newer.removeIf(
                document -> document.knownFrom().isEmpty() || folder.documents().size() == 1);
        return newer;
    }

    private static String name(ApiDocument document) {
        return document.service() + "-" + document.version();
    }

    private static List<String> listed(ApiDocument document) {
        return Repository.text(LISTED.resolve(name(document) + ".txt"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}

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
    void toldApartByWhetherARequestMustChange() {
        assertThat(demanded("filestorage", "1.2"))
                .containsExactly(
                        "+ createVolume request zone: string, required",
                        "+ createVolumeReplication request zone: string, required",
                        "- createVolumeReplication request region: string, required",
                        "- listVolumeReplicationRegion: GET /v1/replications/regions");
        assertThat(demanded("backup", "1.4")) // not: one more value of policy_type, an optional zone
                .contains("+ deleteBackup request session_id: string password, required")
                .contains("- listBackupRegionRelationship query from_availability_zone: string, optional, nullable")
                .noneMatch(difference -> difference.contains("policy_type") || difference.contains("restore_zone"));
        assertThat(demanded("archivestorage", "1.3")) // not: what an optional object demands of its own
                .contains("+ listArchivingHistories query archiving_policy_id: string, required")
                .noneMatch(difference -> difference.contains("recovery_target.bucket_name"));
    }

    private static List<String> demanded(String service, String version) {
        ApiFolder folder = ApiFolder.readAll(Repository.ROOT).stream()
                .filter(candidate -> candidate.folder().equals("api/" + service))
                .findFirst()
                .orElseThrow();
        List<ApiDocument> documents = folder.documents();
        int newer = documents.stream().map(ApiDocument::version).toList().indexOf(version);
        return Differences.between(documents.get(newer - 1), documents.get(newer)).stream()
                .filter(Difference::demanded)
                .map(Difference::toString)
                .toList();
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

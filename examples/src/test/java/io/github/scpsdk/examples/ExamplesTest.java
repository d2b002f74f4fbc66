// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs each program as a user would, without {@code --live}, and reads what it says. */
@Timeout(180)
class ExamplesTest {

    @Test
    void sharesAVolumeAndProtectsIt() throws Exception {
        assertThat(output(FileStorageExample::main))
                .contains("Running against an emulator")
                .contains("Made the volume sdkdemo; the platform calls it sdkdemo_")
                .containsPattern("These servers may mount [0-9.]+:/sdkdemo_")
                .containsPattern("VM +8a2c3a2e-[-0-9a-f]+ +active\n")
                .contains("Took one by hand as well: sdkdemo_")
                .containsPattern("(?:  sdkdemo_\\w{6}\\.2\\S+ +2\\S+ ..:.. +available\n){4}")
                .endsWith(deleted("snapshots", "access rule", "volume"));
    }

    @Test
    void replicatesAVolumeAndFailsOver() throws Exception {
        assertThat(output(ReplicationExample::main))
                .contains("Made the volume sdkdemo; the platform calls it sdkdemo_")
                .contains("It is copied every 5min to the zone kr-east1-a (policy use):")
                .containsPattern("kr-west1 +sdkdemo_\\w{6} +original +available\n")
                .containsPattern("kr-east1 +sdkdemo_dr_\\w{6} +replication +available\n")
                .contains("Deleted the replication.\n")
                .containsPattern("kr-east1 +sdkdemo_dr_\\w{6} +none +available\n")
                .endsWith(deleted("volume in kr-east1", "volume in kr-west1"));
    }

    @Test
    void archivesABucketAndRecoversOneVersion() throws Exception {
        assertThat(output(ArchiveStorageExample::main))
                .contains("Made the archive bucket sdkdemo and the policy SCH-")
                .containsPattern("\\S{32} +51200 .* true\n.*\\S{32} +48000 .* false\n")
                .containsPattern("ARC-\\S+ +recovered +SUCCESS\n")
                .endsWith(deleted("bucket"));
    }

    @Test
    void backsUpAServerAndRestoresItUnderANewName() throws Exception {
        assertThat(output(BackupExample::main))
                .contains("Made the backup sdkdemo of the server web-1; copies are kept for MONTH_1.")
                .containsPattern("WEEKLY +FULL +01:00:00 +SUN\n +DAILY +INCREMENTAL +02:30:00 +-\n")
                .containsPattern("..:.. .*..:.. +SUCCESS\n")
                .contains("as web-1-restored, a name that is free:")
                .containsPattern("web-1-restored +\\S{36} +COMPLETED\n")
                .endsWith(deleted("backup with its copies"));
    }

    @Test
    void copiesAVolumeGroup() throws Exception {
        assertThat(output(BlockStorageBmExample::main))
                .contains("Made two volumes for the server and the group sdkdemo of both:")
                .containsPattern("sdkdemo-data +100 GB +100 % +IN_USE\n")
                .containsPattern("back-sdkdemo-log +100 GB +- +AVAILABLE\n")
                .containsPattern("sdkdemo-dr +kr-east1 +REPL +READ +SNAPMIRROED\n")
                .containsPattern("sdkdemo-dr +kr-east1 +REPL +READ_WRITE +BROKEN_OFF\n")
                .endsWith(deleted(
                        "replication",
                        "copied group with its volumes",
                        "recovered group with its volumes",
                        "group with its volumes"));
    }

    @Test
    void growsAParallelFileSystem() throws Exception {
        assertThat(output(ParallelFileStorageExample::main))
                .contains("Made the volume sdkdemo of 1 TB.")
                .containsPattern("gpu-1 +RUNNING +all\n")
                .containsPattern("sdkdemo +2 TB +available\n +sdkdemo +4 TB +available\n")
                .contains("It cannot shrink: The capacity has to be more than 4 TB.")
                .endsWith(deleted("access rule", "volume"));
    }

    @Test
    void listsWhatATenantHasAndWhatNobodyUses() throws Exception {
        assertThat(output(InventoryExample::main))
                .containsPattern("kr-west1 +File Storage +shared_\\w{6} +available +1 server\n")
                .containsPattern("kr-east1 +File Storage +shared_dr_\\w{6} +available +a replication\n")
                .containsPattern("kr-west1 +Backup +web-nightly +AVAILABLE +web-1\n")
                .containsPattern("kr-west1 +Archive Storage +photo-archive +ACTIVE +photos\n")
                .contains("Nobody uses 5 of these:\n")
                .contains("  db-spare of Block Storage (BM) in kr-west1\n")
                .doesNotContain("cannot be read")
                .endsWith("Done.\n");
    }

    @Test
    void replicatesABackupOfOpenTelekomCloud() throws Exception {
        assertThat(output(OtcCbrExample::main))
                .contains("The restore point of the vault home is available.\n")
                .contains("Sent the backup from eu-de to eu-nl.\n")
                .containsPattern("eu-nl +nightly-copy +replication +available\n")
                .endsWith("Done.\n");
    }

    @Test
    void acceptsASourceOfUnitrendsAndRejectsAnother() throws Exception {
        assertThat(output(UnitrendsExample::main))
                .contains("Accepted branch.example.com.\nRejected stranger.example.net.\n")
                .contains("A second time it refuses: ")
                .containsPattern("branch.example.com +Non-Managed Replication Source")
                .doesNotContainPattern("stranger.example.net +\\S* *Replication Source")
                .endsWith("Done.\n");
    }

    @Test
    void copiesABackupOfZStack() throws Exception {
        assertThat(output(ZStackExample::main))
                .contains("Made the backup nightly.\nIt has 1073741824 bytes.\n")
                .containsPattern("nightly +0b1c\\w+0001 +\\S+ +Ready\n.*nightly +0b1c\\w+0002 +\\S+ +Ready\n")
                .endsWith("Done.\n");
    }

    @Test
    void keepsACopyElsewhereOnFourSystems() throws Exception {
        assertThat(output(ElsewhereExample::main))
                .containsPattern("File Storage +volume shop +kr-east1-a +2\\S+ +a test of the failover\n")
                .containsPattern("OTC +server nightly +eu-nl +2\\S+ +a policy: nothing repeats it\n")
                .containsPattern("Unitrends +branch.example.com +our appliance +\\S.* +a job that replicates\n")
                .containsPattern("ZStack +volume shop +away +2\\S+ +a zone in its times\n")
                .endsWith("Done.\n");
    }

    @Test
    void makesThreeVolumesAtATime() throws Exception {
        assertThat(output(AsyncExample::main))
                .containsPattern("sdkdemoc_\\w{6} +available\n")
                .contains("listVolumes was answered 200.")
                .contains("Refused before it was sent: ")
                .contains("Deleted the volume sdkdemoa.\n")
                .endsWith("Done.\n");
    }

    @Test
    void deletesWhatItMadeWhenItFailsInItsMiddle() throws Exception {
        assertThat(output(args -> {
                    try (Target target = Target.of(args);
                            FileStorageClient files = target.client(FileStorageClient.builder(), "a volume");
                            Cleanup cleanup = target.cleanup()) {
                        String id = files.createVolume(v -> v.name("sdkdemo")
                                        .protocol("NFS")
                                        .typeName("HDD")
                                        .zone("kr-west1-a"))
                                .volumeId();
                        cleanup.later("volume", () -> files.deleteVolume(id));
                        cleanup.later(
                                "volume that is gone",
                                () -> files.deleteVolume(UUID.randomUUID().toString()));
                        cleanup.later("volume that is busy", () -> files.createVolume(v -> v.name("No")));
                        throw new IllegalStateException("the example fails");
                    } catch (IllegalStateException expected) {
                        System.out.println(expected.getMessage());
                    }
                }))
                .contains("NOT deleted: the volume that is busy. ")
                .doesNotContain("gone")
                .endsWith("Deleted the volume.\nthe example fails\n");
    }

    @Test
    void refusesToRunAgainstThePlatformWhatItCannotCleanUp() {
        assertThatThrownBy(() -> BackupExample.main(new String[] {"--live"}))
                .hasMessage(
                        "This example runs against the emulator only: no operation deletes the server that it restores.");
    }

    @Test
    void tellsErrorsApart() throws Exception {
        assertThat(output(ErrorHandlingExample::main))
                .contains("With a body with values missing:\n  refused before anything was sent: ")
                .contains("With a name that breaks the documented pattern:\n  refused before anything was sent: ")
                .contains("With an id that would climb out of the path:\n  refused before anything was sent: ")
                .contains("With keys that the platform does not know:\n  not let in: ")
                .doesNotContain("nothing went wrong")
                .doesNotContain("no-such-secret")
                .endsWith("Done.\n");
    }

    private static String deleted(String... things) {
        return Stream.of(things).map(thing -> "Deleted the " + thing + ".\n").collect(Collectors.joining()) + "Done.\n";
    }

    private static String output(Program program) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            program.main(new String[0]);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private interface Program {
        void main(String[] args) throws Exception;
    }
}

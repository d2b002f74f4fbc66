// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Runs each program as a user would, without {@code --live}, and reads what it says. */
class ExamplesTest {

    @Test
    void makesAndDeletesAVolume() throws Exception {
        assertThat(output(FileStorageExample::main))
                .contains("Running against an emulator")
                .contains("Made the volume sdkdemo; the platform calls it sdkdemo_")
                .contains("may mount it: active")
                .contains("A snapshot is taken each night at 3")
                .contains("Took one by hand")
                .contains("Deleted the snapshot.")
                .contains("Deleted the volume.")
                .endsWith("Done.\n");
    }

    @Test
    void replicatesAVolumeAndFailsOver() throws Exception {
        assertThat(output(ReplicationExample::main))
                .contains(" in kr-west1: available, purpose none.")
                .contains("It is copied every 5min to kr-east1-a (policy use).")
                .contains(" in kr-east1: available, purpose replication.")
                .contains(" in kr-east1: available, purpose none.")
                .contains("Deleted the copy.")
                .contains("Deleted the volume.")
                .endsWith("Done.\n");
    }

    @Test
    void makesAndDeletesABucket() throws Exception {
        assertThat(output(ArchiveStorageExample::main))
                .contains("Made the bucket sdkdemo")
                .contains("Deleted the bucket.")
                .endsWith("Done.\n");
    }

    @Test
    void showsBackups() throws Exception {
        assertThat(output(BackupExample::main))
                .contains("Backup ")
                .contains("  runs ")
                .endsWith("Done.\n");
    }

    @Test
    void showsBlockStorageVolumes() throws Exception {
        assertThat(output(BlockStorageBmExample::main)).contains("Volume ").endsWith("Done.\n");
    }

    @Test
    void makesAndDeletesAParallelVolume() throws Exception {
        assertThat(output(ParallelFileStorageExample::main))
                .contains("Servers mount it from")
                .contains("Deleted the volume.")
                .endsWith("Done.\n");
    }

    @Test
    void looksAtAllVolumesAtATime() throws Exception {
        assertThat(output(AsyncExample::main))
                .contains("Volume ")
                .contains("listVolumes was answered 200.")
                .contains("Refused before it was sent: ")
                .endsWith("Done.\n");
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

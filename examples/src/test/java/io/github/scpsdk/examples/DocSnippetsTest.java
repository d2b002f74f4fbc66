// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.archivestorage.model.ObjectRecoverRequest;
import io.github.scpsdk.archivestorage.v1_1.ArchiveStorageClient;
import io.github.scpsdk.backup.model.BackupPolicyCategory;
import io.github.scpsdk.backup.model.BackupPolicyType;
import io.github.scpsdk.backup.model.BackupScheduleDay;
import io.github.scpsdk.backup.model.BackupScheduleFrequency;
import io.github.scpsdk.backup.model.BackupScheduleType;
import io.github.scpsdk.backup.model.ServerCategory;
import io.github.scpsdk.backup.v1_4.BackupClient;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.model.AccessRuleRequest;
import io.github.scpsdk.filestorage.model.VolumeCreateRequestV1Dot2;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs what the pages about failures and waits say, as it stands there. */
@Timeout(120)
class DocSnippetsTest {

    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final String SERVER = "3f342bf9-a557-405c-b8a5-1c9b5a7e6d10";
    private static final VolumeCreateRequestV1Dot2 VOLUME = VolumeCreateRequestV1Dot2.builder()
            .name("my_volume")
            .zone("kr-west1-a")
            .protocol("NFS")
            .typeName("HDD")
            .build();

    private ScpEmulator scp;
    private FileStorageClient files;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
        files = client(FileStorageClient.builder());
    }

    private <C, B extends ScpClientBuilder<C, B>> C client(B builder) {
        return builder.endpointOverride(scp.endpoint("kr-west1"))
                .credentials(ScpCredentials.of(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY))
                .build();
    }

    @AfterEach
    void stop() {
        files.close();
        scp.close();
    }

    @Test
    void aCreateInDoubtIsVerified() throws Exception {
        scp.inject(Fault.errorAfter(500).on("filestorage", "createVolume").times(1));

        run(
                "resilience",
                "verifyCreateVolume",
                "FileStorageClient files, VolumeCreateRequestV1Dot2 request",
                files,
                VOLUME);

        assertThat(files.listVolumes().filestorages()).hasSize(1);
    }

    @Test
    void theZonesOfAnAccountAreFound() throws Exception {
        run("newer-versions", "listVolumeReplicationZones(", "FileStorageClient files", files);

        assertThat(files.listVolumes().filestorages())
                .singleElement()
                .satisfies(volume -> assertThat(volume.zone()).isEqualTo("kr-west1-a"));
    }

    @Test
    void whatExistsIsAdopted() throws Exception {
        run("resilience", "createVolumeIfAbsent", "FileStorageClient files", files);
        run("resilience", "createVolumeIfAbsent", "FileStorageClient files", files);

        assertThat(files.listVolumes().filestorages()).hasSize(1);
    }

    @Test
    void refusalsThatPassAreRepeated() throws Exception {
        String volume =
                files.createVolumeAndWait(VOLUME, WaitOptions.standard()).id();
        String another = files.createVolume(VOLUME).volumeId();
        AccessRuleRequest rule = AccessRuleRequest.builder()
                .action("add")
                .objectId(SERVER)
                .objectType("VM")
                .build();
        scp.inject(Fault.errorBefore(409).on("filestorage", "deleteVolume").times(1));
        scp.inject(Fault.errorBefore(409).on("filestorage", "setAccessRule").times(1));

        run(
                "resilience",
                "retryConflicts(Duration.ofMinutes(5))",
                "FileStorageClient files, String volumeId, String anotherId, AccessRuleRequest rule",
                files,
                volume,
                another,
                rule);

        assertThat(files.listVolumes().filestorages()).hasSize(1);
        assertThat(files.listAccessRules(another).accessRules()).hasSize(1);
    }

    @Test
    void aReplicationIsTakenDown() throws Exception {
        String volume = files.createVolume(VOLUME).volumeId();
        String replication = files.createVolumeReplication(r -> r.name("my_replica")
                        .volumeId(volume)
                        .zone("kr-east1-a")
                        .replicationType("replication")
                        .replicationFrequency("daily"))
                .replicationId();

        run(
                "resilience",
                "ReplicationTeardown.run",
                "FileStorageClient files, String replicationId, String volumeId",
                files,
                replication,
                volume);

        assertThat(files.showVolume(volume).purpose()).isEqualTo("none");
    }

    @Test
    void waitsEnd() throws Exception {
        String volume = files.createVolume(VOLUME).volumeId();
        CompletableFuture<Void> deleted = CompletableFuture.runAsync(() -> {
            while (scp.requests().stream().noneMatch(request -> "showVolume".equals(request.operation()))) {
                Thread.onSpinWait();
            }
            files.deleteVolume(volume);
        });

        run("lists-and-waits", "waiters().volumeAvailable", "FileStorageClient files, String volumeId", files, volume);

        deleted.join();
        assertThat(files.listVolumes().filestorages()).isEmpty();
    }

    @Test
    void workIsWaitedFor() throws Exception {
        scp.seed("kr-west1").object("reports", "2026/sales.csv", 48_000).bucket("recovered");
        try (BackupClient backups = client(BackupClient.builder());
                ArchiveStorageClient archive = client(ArchiveStorageClient.builder())) {
            String backup = backups.createBackup(b -> b.name("nightly")
                            .policyCategory(BackupPolicyCategory.AGENTLESS)
                            .policyType(BackupPolicyType.VM_IMAGE)
                            .serverCategory(ServerCategory.VIRTUAL_SERVER)
                            .serverUuid(SERVER)
                            .schedules(s -> s.type(BackupScheduleType.FULL)
                                    .frequency(BackupScheduleFrequency.WEEKLY)
                                    .startDay(BackupScheduleDay.MON)
                                    .startTime("09:00:00")))
                    .resource()
                    .id();
            String bucket = archive.createBucket(b -> b.name("archive")).id();
            archive.createArchivingPolicy(
                    p -> p.bucketId(bucket),
                    p -> p.archivingSourceBucketName("reports")
                            .objectLifecycle("1")
                            .objectPath("/"));
            scp.clock().advance(Duration.ofDays(2).plusMinutes(1));
            ObjectRecoverRequest request = ObjectRecoverRequest.builder()
                    .recoveryTargetBucketName("recovered")
                    .recoveryInfos(i -> i.sourceObjectPath("2026/sales.csv").objectType("FILE"))
                    .overwrite(true)
                    .build();

            run(
                    "lists-and-waits",
                    "manualBackupAndWait",
                    "BackupClient backups, String backupId, ArchiveStorageClient archive, String bucketId,"
                            + " ObjectRecoverRequest request",
                    backups,
                    backup,
                    archive,
                    bucket,
                    request);

            assertThat(backups.listBackupHistories(backup).contents()).hasSize(1);
        }
    }

    /** Runs the snippet of a page that contains this text. */
    private void run(String page, String text, String parameters, Object... arguments) throws Exception {
        List<String> snippets = JAVA.matcher(Files.readString(Path.of("../docs", page + ".md")))
                .results()
                .map(match -> match.group(1))
                .filter(snippet -> snippet.contains(text))
                .toList();
        assertThat(snippets).as(text).hasSize(1);
        compile("""
                import io.github.scpsdk.archivestorage.model.*;
                import io.github.scpsdk.archivestorage.v1_1.ArchiveStorageClient;
                import io.github.scpsdk.backup.model.*;
                import io.github.scpsdk.backup.v1_4.BackupClient;
                import io.github.scpsdk.core.*;
                import io.github.scpsdk.filestorage.ReplicationTeardown;
                import io.github.scpsdk.filestorage.model.AccessRuleRequest;
                import io.github.scpsdk.filestorage.model.VolumeCreateRequestV1Dot2;
                import io.github.scpsdk.filestorage.model.VolumeProtocol;
                import io.github.scpsdk.filestorage.model.VolumeShowResponseV1Dot2;
                import io.github.scpsdk.filestorage.model.VolumeV1Dot2;
                import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
                import java.time.Duration;
                import java.util.List;
                import java.util.stream.Stream;

                public class Snippet {
                    public static void run(%s) {
                        %s
                    }
                }
                """.formatted(parameters, snippets.get(0)));
        try (URLClassLoader compiled = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Method method = Arrays.stream(compiled.loadClass("Snippet").getMethods())
                    .filter(candidate -> candidate.getName().equals("run"))
                    .findFirst()
                    .orElseThrow();
            method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void compile(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("Snippet.java"), source);
        StringWriter messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var sources = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    "-d",
                    "" + folder);
            assertThat(compiler.getTask(messages, sources, null, options, null, sources.getJavaFileObjects(file))
                            .call())
                    .as(messages.toString())
                    .isTrue();
        }
    }
}

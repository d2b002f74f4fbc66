// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.Verification;
import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.model.SnapshotCreateRequest;
import io.github.scpsdk.filestorage.model.Volume;
import io.github.scpsdk.filestorage.model.VolumeCreateRequest;
import io.github.scpsdk.filestorage.model.VolumeCreateResponse;
import io.github.scpsdk.filestorage.model.VolumeListResponse;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import io.github.scpsdk.filestorage.v1_1.ListVolumesParams;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a create made whose outcome is unknown, in the cases that lists and clocks make hard. */
@Timeout(120)
class VerifyTest {

    private static final VolumeCreateRequest VOLUME = VolumeCreateRequest.builder()
            .name("my_volume")
            .protocol("NFS")
            .typeName("HDD")
            .build();

    private ScpEmulator scp;
    private FileStorageClient files;

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
        files = client(Clock.systemUTC());
    }

    private FileStorageClient client(Clock clock) {
        return FileStorageClient.builder()
                .endpointOverride(scp.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .clock(clock)
                .build();
    }

    @AfterEach
    void stop() {
        files.close();
        scp.close();
    }

    private OutcomeUnknownException create(Fault fault) {
        scp.inject(fault.on("filestorage", "createVolume").times(1));
        return catchThrowableOfType(OutcomeUnknownException.class, () -> files.createVolume(VOLUME));
    }

    private OutcomeUnknownException made() {
        return create(Fault.errorAfter(500));
    }

    private OutcomeUnknownException notMade() {
        return create(Fault.of(Fault.Kind.RESET_BEFORE));
    }

    private Verification<Volume> now(OutcomeUnknownException doubt) {
        return files.verifyCreateVolume(VOLUME, doubt, Duration.ZERO);
    }

    private long lists() {
        return scp.requests().stream()
                .map(ReceivedRequest::method)
                .filter("GET"::equals)
                .count();
    }

    @Test
    void tellsWhichOneExists() {
        OutcomeUnknownException doubt = made();
        assertThat(doubt)
                .hasMessageStartingWith("It is unknown whether filestorage 1.1 createVolume was carried out, and it is"
                        + " not sent again by itself. Check with verifyCreateVolume, which takes this exception, before"
                        + " calling it again. What happened: ");
        assertThat(doubt.verifyWith()).isEqualTo("listVolumes");

        Verification<Volume> result = files.verifyCreateVolume(VOLUME, doubt);

        assertThat(result.isAbsent()).isFalse();
        assertThat(result.isAmbiguous()).isFalse();
        assertThat(result.found())
                .hasValueSatisfying(volume -> assertThat(volume.name()).matches("my_volume_[a-z0-9]{6}"));
        assertThat(result.found()).hasValue(files.listVolumes().filestorages().get(0));
    }

    @Test
    void readsAllPages() {
        OutcomeUnknownException doubt = made();
        for (int i = 0; i < 30; i++) {
            int number = i;
            files.createVolume(v -> v.name("other_" + number).protocol("NFS").typeName("HDD"));
        }

        assertThat(now(doubt).found()).isPresent();
        assertThat(lists()).isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"my_volume, NFS, SSD", "my_volume2, NFS, HDD", "my_vol, NFS, HDD", "my_volume_12, NFS, HDD"})
    void otherFieldsAreNotIt(String name, String protocol, String type) {
        OutcomeUnknownException doubt = notMade();
        files.createVolume(v -> v.name(name).protocol(protocol).typeName(type));

        assertThat(now(doubt).isAbsent()).isTrue();
    }

    @Test
    void theSameFieldsMayBeIt() {
        OutcomeUnknownException doubt = made();
        VolumeCreateResponse other = files.createVolume(VOLUME);

        Verification<Volume> result = now(doubt);

        assertThat(result.isAmbiguous()).isTrue();
        assertThat(result.found()).isEmpty();
        assertThat(result.candidates()).hasSize(2).extracting(Volume::id).contains(other.volumeId());
    }

    @Test
    void whatIsBeingDeletedIsNotIt() {
        OutcomeUnknownException doubt = made();
        scp.delay("filestorage", "deleteVolume", Duration.ofMinutes(5));
        files.deleteVolume(now(doubt).found().orElseThrow().id());

        assertThat(files.listVolumes().filestorages()).isNotEmpty();
        assertThat(now(doubt).isAbsent()).isTrue();
    }

    @Test
    void theReplicaOfAnotherVolumeIsNotIt() {
        String source = files.createVolume(v -> v.name("source").protocol("NFS").typeName("HDD"))
                .volumeId();
        OutcomeUnknownException doubt = notMade();
        try (FileStorageClient east = FileStorageClient.builder()
                .endpointOverride(scp.endpoint("kr-east1"))
                .credentials(Platform.KEYS)
                .build()) {
            files.createVolumeReplication(r -> r.name("my_volume")
                    .volumeId(source)
                    .region("kr-east1")
                    .replicationType("replication")
                    .replicationFrequency("daily"));

            assertThat(east.listVolumes().filestorages()).hasSize(1);
            assertThat(east.verifyCreateVolume(VOLUME, doubt, Duration.ZERO).isAbsent())
                    .isTrue();
        }
    }

    // ----- clocks -----

    @ParameterizedTest
    @ValueSource(strings = {"PT10M", "-PT10M"})
    void aClockThatIsWrongDoesNotMatter(String ahead) {
        files = client(Clock.offset(Clock.systemUTC(), Duration.parse(ahead)));
        String volume = files.createVolume(VOLUME).volumeId();
        SnapshotCreateRequest snapshot =
                SnapshotCreateRequest.builder().volumeId(volume).build();
        scp.inject(Fault.errorAfter(500).on("filestorage", "createSnapshot").times(1));

        OutcomeUnknownException doubt =
                catchThrowableOfType(OutcomeUnknownException.class, () -> files.createSnapshot(snapshot));

        assertThat(files.verifyCreateSnapshot(snapshot, doubt).found()).isPresent();
    }

    @Test
    void aClientOfTheApplicationsOwnToleratesTheDifferenceThatSignaturesMayHave() {
        OutcomeUnknownException doubt = made();
        FileStorageClient own = new FileStorageClient() {
            @Override
            public VolumeListResponse listVolumes(ListVolumesParams params) {
                return files.listVolumes(params);
            }
        };
        OutcomeUnknownException early = sentAfter(doubt, Duration.ofMinutes(14));
        OutcomeUnknownException late = sentAfter(doubt, Duration.ofMinutes(16));

        assertThat(own.verifyCreateVolume(VOLUME, early, Duration.ZERO).found()).isPresent();
        assertThat(own.verifyCreateVolume(VOLUME, late, Duration.ZERO).isAbsent())
                .isTrue();
        assertThat(now(early).isAbsent()).as("by the platform's clock").isTrue();
    }

    private static OutcomeUnknownException sentAfter(OutcomeUnknownException doubt, Duration later) {
        return new OutcomeUnknownException(
                doubt.getMessage(),
                doubt.getCause(),
                doubt.call(),
                doubt.verifyWith(),
                doubt.sentAt().plus(later));
    }

    // ----- patience -----

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void looksAgainForWhatIsNotListedYet(boolean async) throws Exception {
        OutcomeUnknownException doubt = notMade();
        CompletableFuture<Verification<Volume>> result = async
                ? files.async().verifyCreateVolume(VOLUME, doubt)
                : CompletableFuture.supplyAsync(() -> files.verifyCreateVolume(VOLUME, doubt));
        while (lists() == 0) {
            Thread.sleep(5);
        }
        assertThat(result).isNotDone();

        files.createVolume(VOLUME);

        assertThat(result.get(60, TimeUnit.SECONDS).found()).isPresent();
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        OutcomeUnknownException doubt = notMade();
        Thread caller = Thread.currentThread();
        CompletableFuture.runAsync(() -> {
            while (lists() == 0) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });

        assertThatThrownBy(() -> files.verifyCreateVolume(VOLUME, doubt)).isInstanceOf(ScpInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closingTheClientEndsIt() throws Exception {
        OutcomeUnknownException doubt = notMade();
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Verification<Volume>> result = files.withOptions(o -> o.completionExecutor(
                        task -> CompletableFuture.runAsync(task).thenRun(looked::countDown)))
                .async()
                .verifyCreateVolume(VOLUME, doubt);
        assertThat(looked.await(60, TimeUnit.SECONDS)).isTrue(); // from now on it pauses
        files.close();

        assertThatThrownBy(() -> result.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ScpInterruptedException.class)
                .hasMessageContaining("createVolume could not be verified because the client was closed")
                .hasMessageContaining("check with listVolumes");
    }

    @Test
    void cancellingEndsIt() throws Exception {
        OutcomeUnknownException doubt = notMade();
        CompletableFuture<Verification<Volume>> result = files.async().verifyCreateVolume(VOLUME, doubt);
        result.cancel(true);
        Thread.sleep(3500);

        assertThat(lists()).isLessThanOrEqualTo(1); // that was under way
    }

    // ----- what else can go wrong -----

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFailureOfTheListIsItsFailure(boolean async) {
        OutcomeUnknownException doubt = made();
        scp.inject(Fault.errorBefore(500).on("filestorage", "listVolumes"));

        if (async) {
            assertThatThrownBy(files.async().verifyCreateVolume(VOLUME, doubt)::join)
                    .hasCauseInstanceOf(ServerErrorException.class);
        } else {
            assertThatThrownBy(() -> files.verifyCreateVolume(VOLUME, doubt)).isInstanceOf(ServerErrorException.class);
        }
    }

    @Test
    void anotherOperationsFailureIsRefused() {
        OutcomeUnknownException doubt = made();
        SnapshotCreateRequest snapshot =
                SnapshotCreateRequest.builder().volumeId("v").build();

        assertThatThrownBy(() -> files.verifyCreateSnapshot(snapshot, doubt))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("This failure is of createVolume, and createSnapshot is to be verified.");
        assertThat(files.async().verifyCreateSnapshot(snapshot, doubt)).isCompletedExceptionally();
    }

    @Test
    void anAsynchronousCreateIsVerifiedWithoutHoldingAThread() throws Exception {
        scp.inject(Fault.of(Fault.Kind.RESET_AFTER).on("filestorage", "createVolume"));
        AtomicInteger creates = new AtomicInteger();

        CompletableFuture<Verification<Volume>> result = files.async()
                .createVolume(VOLUME)
                .handle((response, failure) -> {
                    creates.incrementAndGet();
                    return files.async().verifyCreateVolume(VOLUME, (OutcomeUnknownException) failure);
                })
                .thenCompose(verification -> verification);

        assertThat(result.get(60, TimeUnit.SECONDS).found()).isPresent();
        assertThat(creates).hasValue(1);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.Fault.Kind;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.ScpEmulatorExtension;
import io.github.scpsdk.emulator.ScpRegion;
import io.github.scpsdk.filestorage.v1_1.FileStorageAsyncClient;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client makes of each way in which the platform can misbehave. */
class FaultsTest {
    @RegisterExtension
    static final ScpEmulatorExtension EMULATOR = new ScpEmulatorExtension(
            () -> ScpEmulator.builder().strictRequests().start());

    private ScpEmulator scp;
    private FileStorageClient files;

    @BeforeEach
    void take(ScpEmulator emulator, FileStorageClient client) {
        scp = emulator;
        files = client;
    }

    @Test
    void getsClientsOfBothKindsInAnyRegion(
            FileStorageAsyncClient async, @ScpRegion("kr-east1") FileStorageClient east) {
        create();
        assertThat(async.listVolumes().join().count()).isEqualTo(1);
        assertThat(east.listVolumes().count()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "ERROR_BEFORE", "ERROR_AFTER", "RESET_BEFORE", "RESET_AFTER", "TRUNCATED"})
    void repeatsAReadThatFailsOnce(Kind kind) {
        scp.inject(Fault.of(kind).on("filestorage", "listVolumes").times(1));

        assertThat(files.listVolumes().count()).isZero();

        assertThat(scp.requests()).hasSize(2);
    }

    @Test
    void comesBackWhenThePlatformSaysSo() {
        Duration wait = Duration.ofSeconds(1);
        scp.inject(Fault.throttled(wait).times(1));
        long start = System.nanoTime();

        assertThat(files.listVolumes().count()).isZero();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(wait);
        assertThat(scp.requests()).extracting(ReceivedRequest::status).containsExactly(429, 200);
    }

    @Test
    void findsTheOrphanOfACreateThatFailed() {
        scp.inject(Fault.errorAfter(500).on("filestorage", "createVolume").times(1));
        assertThatThrownBy(this::create).isInstanceOf(OutcomeUnknownException.class);

        assertThat(files.listVolumes(p -> p.name("my_volume")).filestorages())
                .singleElement()
                .satisfies(orphan -> files.deleteVolume(orphan.id()));
        assertThat(files.listVolumes().count()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"RESET_BEFORE", "RESET_AFTER", "ERROR_AFTER"})
    void sendsACreateInDoubtNoSecondTime(Kind kind) {
        scp.inject(Fault.of(kind).on("filestorage", "createVolume"));

        assertThatThrownBy(this::create)
                .isInstanceOf(OutcomeUnknownException.class)
                .satisfies(e ->
                        assertThat(((OutcomeUnknownException) e).verifyWith()).contains("listVolumes"));

        assertThat(scp.requests()).hasSize(1);
        assertThat(files.listVolumes().count()).isEqualTo(kind == Kind.RESET_BEFORE ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"MALFORMED", "TRUNCATED"})
    void saysThatACreateWithAnUnreadableResponseWasCarriedOut(Kind kind) {
        scp.inject(Fault.of(kind).on("filestorage", "createVolume"));

        assertThatThrownBy(this::create).hasMessageContaining("listVolumes");

        assertThat(scp.requests()).hasSize(1);
        assertThat(files.listVolumes().count()).isEqualTo(1);
    }

    @Test
    void readsWhatItCanOfWrongTypesAndUnknownValues() {
        String volume = create();
        scp.inject(Fault.of(Kind.UNKNOWN_VALUES).times(1));
        assertThat(files.showVolume(volume).state()).isEqualTo("NEVER_HEARD_OF");

        scp.inject(Fault.of(Kind.WRONG_TYPES));
        assertThat(files.listVolumes().count()).isNull();
        assertThat(files.listVolumes().filestorages()).singleElement().satisfies(read -> {
            assertThat(read.name()).isEqualTo("7");
            assertThat(read.createdAt()).isNull();
        });
    }

    @Test
    void waitsNoLongerThanItsLimitForALateResponse() {
        scp.inject(Fault.latency(Duration.ofSeconds(20)));
        ThrowingCallable late =
                () -> files.withOptions(o -> o.timeout(Duration.ofMillis(300))).listVolumes();
        assertThatThrownBy(late).isInstanceOf(ScpTimeoutException.class);
    }

    @Test
    void correctsItsClockByThatOfThePlatform() {
        scp.skewClock(Duration.ofHours(-3));
        assertThat(files.listVolumes().count()).isZero();
        assertThat(scp.requests()).extracting(ReceivedRequest::status).containsExactly(401, 200);
    }

    @Test
    void tellsTheRefusalsOfTheGatewayAndTheEdgeApart() {
        scp.inject(Fault.of(Kind.EXPIRED_KEY).times(1));
        assertThatThrownBy(files::listVolumes).isInstanceOf(UnauthorizedException.class);
        scp.inject(Fault.of(Kind.NOT_IN_CATALOGUE).times(1));
        assertThatThrownBy(files::listVolumes)
                .isInstanceOf(UnauthorizedException.class)
                .hasMessageContaining("Service Account catalog has not target's endpoint");
        scp.inject(Fault.of(Kind.VERSION_NOT_SERVED).times(1));
        assertThatThrownBy(files::listVolumes)
                .satisfies(e -> assertThat(status(e)).isEqualTo(406));
        scp.inject(Fault.of(Kind.BLOCKED).times(1));
        assertThatThrownBy(files::listVolumes)
                .satisfies(e -> assertThat(status(e)).isEqualTo(417))
                .hasMessageContaining("Request Rejected");
    }

    @ParameterizedTest
    @CsvSource({"409, io.github.scpsdk.core.ConflictException", "500, io.github.scpsdk.core.ServerErrorException"})
    void meetsTheWindowInWhichAVolumeIsBusy(int status, Class<?> exception) {
        String volume = create();
        scp.inject(Fault.busy(Duration.ofSeconds(30), status).on("filestorage", "deleteVolume"));

        assertThatThrownBy(() -> files.deleteVolume(volume)).isInstanceOf(exception);
        scp.clock().advance(Duration.ofSeconds(30));
        files.deleteVolume(volume);

        scp.inject(Fault.errorBefore(500).on("filestorage", "showVolume"));
        assertThatThrownBy(() -> files.showVolume(volume)).isInstanceOf(ServerErrorException.class);
    }

    private String create() {
        return files.createVolume(v -> v.name("my_volume").protocol("NFS").typeName("HDD"))
                .volumeId();
    }

    private static int status(Throwable e) {
        return ((ScpServiceException) e).status();
    }
}

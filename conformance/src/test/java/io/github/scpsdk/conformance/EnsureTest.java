// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ConflictException;
import io.github.scpsdk.core.Ensured;
import io.github.scpsdk.core.NotAdoptableException;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.model.Volume;
import io.github.scpsdk.filestorage.model.VolumeCreateRequest;
import io.github.scpsdk.filestorage.model.VolumeCreateResponse;
import io.github.scpsdk.filestorage.model.VolumeListResponse;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import io.github.scpsdk.filestorage.v1_1.ListVolumesParams;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What exists under a name is adopted, or it is created, once. */
@Timeout(120)
class EnsureTest {

    private static final VolumeCreateRequest VOLUME = volume("NFS", null);

    private final Queue<String> started = new ConcurrentLinkedQueue<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private ScpEmulator scp;
    private FileStorageClient files;

    private static VolumeCreateRequest volume(String protocol, String password) {
        return VolumeCreateRequest.builder()
                .name("my_volume")
                .protocol(protocol)
                .typeName("HDD")
                .cifsPassword(password)
                .build();
    }

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
        files = FileStorageClient.builder()
                .endpointOverride(scp.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .listener(new CallListener() {
                    @Override
                    public void onStart(Call call) {
                        started.add(call.operation());
                    }

                    @Override
                    public void onAttempt(Call call, Attempt attempt) {
                        CountDownLatch latch = held.get(call.operation());
                        if (latch != null) {
                            waitFor(latch);
                        }
                    }
                })
                .build();
    }

    @AfterEach
    void stop() {
        files.close();
        scp.close();
    }

    private long creates() {
        return requests("createVolume");
    }

    private long requests(String operation) {
        return scp.requests().stream()
                .filter(request -> operation.equals(request.operation()))
                .count();
    }

    /** Calls of this client end no sooner than somebody says so. */
    private CountDownLatch hold(String operation) {
        CountDownLatch goOn = new CountDownLatch(1);
        held.put(operation, goOn);
        return goOn;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a call of this client is under way. The emulator's log does not tell: it has what was answered. */
    private void await(String operation) throws InterruptedException {
        while (!started.contains(operation)) {
            Thread.sleep(2);
        }
    }

    private Ensured ensure(boolean async, VolumeCreateRequest request) throws Exception {
        if (!async) {
            return files.createVolumeIfAbsent(request);
        }
        try {
            return files.async().createVolumeIfAbsent(request).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    // ----- what is not adopted -----

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void severalWithTheNameAreNotAdopted(boolean async) {
        String first = files.createVolume(VOLUME).volumeId();
        String second = files.createVolume(VOLUME).volumeId();

        NotAdoptableException refusal = catchThrowableOfType(NotAdoptableException.class, () -> ensure(async, VOLUME));

        assertThat(refusal.ids()).containsExactlyInAnyOrder(first, second);
        assertThat(refusal)
                .hasMessageStartingWith("filestorage 1.1 createVolumeIfAbsent found ")
                .hasMessageContaining(first)
                .hasMessageEndingWith(" under the name my_volume and cannot tell which is meant. Nothing was created."
                        + " Use its id, or another name.");
    }

    @Test
    void theOneThatFitsIsAdopted() throws Exception {
        files.createVolume(v -> v.name("my_volume").protocol("NFS").typeName("SSD"));
        String fitting = files.createVolume(VOLUME).volumeId();

        assertThat(ensure(false, VOLUME)).isEqualTo(new Ensured(fitting, false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherProtocolIsToldWithoutThePassword(boolean async) {
        files.createVolume(VOLUME);
        VolumeCreateRequest other = volume("CIFS", "Secret-word1");

        assertThatThrownBy(() -> ensure(async, other))
                .isInstanceOf(NotAdoptableException.class)
                .hasMessageContaining(
                        " (protocol is NFS, not CIFS) under the name my_volume. Nothing was created. Ask for"
                                + " what is there, change or delete it, or use another name.")
                .hasMessageNotContaining("Secret-word1");
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void whatIsBrokenIsNotAdopted() {
        files.createVolume(VOLUME);
        scp.loadState(scp.saveState().replace("\"available\"", "\"error\""));
        assertThat(files.listVolumes().filestorages()).extracting(Volume::state).containsOnly("error");

        assertThatThrownBy(() -> ensure(false, VOLUME))
                .isInstanceOf(NotAdoptableException.class)
                .hasMessageContaining("(state is error)");
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void whatIsBeingDeletedIsNoObstacle() throws Exception {
        String old = files.createVolume(VOLUME).volumeId();
        scp.delay("filestorage", "deleteVolume", Duration.ofMinutes(5));
        files.deleteVolume(old);

        Ensured ensured = ensure(false, VOLUME);

        assertThat(ensured.created()).isTrue();
        assertThat(ensured.id()).isNotEqualTo(old);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatCannotBeSentIsNotSent(boolean async) {
        VolumeCreateRequest wrong = VolumeCreateRequest.builder()
                .name("No Capitals")
                .protocol("NFS")
                .typeName("HDD")
                .build();

        assertThatThrownBy(() -> ensure(async, wrong)).isInstanceOf(ScpValidationException.class);
        assertThatThrownBy(() -> ensure(async, null)).isInstanceOf(NullPointerException.class);
        assertThat(creates()).isZero();
    }

    // ----- doubt -----

    /** Both ways at the same time, because each takes half a minute. */
    @Test
    void doubtStaysWhereNothingIsFound() {
        scp.inject(Fault.of(Fault.Kind.RESET_BEFORE).on("filestorage", "createVolume"));
        List<CompletableFuture<Throwable>> failures = List.of(
                CompletableFuture.supplyAsync(() ->
                        catchThrowableOfType(OutcomeUnknownException.class, () -> files.createVolumeIfAbsent(VOLUME))),
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                        OutcomeUnknownException.class,
                        () -> files.createVolumeIfAbsent(
                                v -> v.name("another").protocol("NFS").typeName("HDD")))),
                files.async()
                        .createVolumeIfAbsent(
                                v -> v.name("a_third").protocol("NFS").typeName("HDD"))
                        .handle((ensured, failure) -> failure));

        assertThat(failures)
                .extracting(CompletableFuture::join)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(OutcomeUnknownException.class)
                        .hasMessageContaining("Check with verifyCreateVolume")
                        .message()
                        .matches("(?s).* createVolumeIfAbsent then looked with listVolumes, and found nothing under the"
                                + " name (my_volume|another|a_third) within 30 s\\."));
        assertThat(creates()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doubtStaysWhereTheListFails(boolean async) {
        scp.inject(Fault.errorAfter(500).on("filestorage", "createVolume"));
        scp.inject(Fault.errorBefore(500).on("filestorage", "listVolumes").fromCall(2));

        OutcomeUnknownException doubt =
                catchThrowableOfType(OutcomeUnknownException.class, () -> ensure(async, VOLUME));

        assertThat(doubt)
                .hasMessageEndingWith(" createVolumeIfAbsent then looked with listVolumes, which failed too.")
                .hasCauseInstanceOf(ServerErrorException.class);
        assertThat(doubt.getSuppressed()).hasSize(1).allMatch(ServerErrorException.class::isInstance);
    }

    @Test
    void doubtStaysWhereAnotherHasMadeTheSameMeanwhile() {
        scp.inject(Fault.errorAfter(500).on("filestorage", "createVolume").times(1));
        CallListener another = new CallListener() {
            @Override
            public void onEnd(Call call, End end) {
                if (call.operation().equals("createVolume")) {
                    files.createVolume(VOLUME);
                }
            }
        };
        try (FileStorageClient late = FileStorageClient.builder()
                .endpointOverride(scp.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .listener(another)
                .build()) {
            OutcomeUnknownException doubt =
                    catchThrowableOfType(OutcomeUnknownException.class, () -> late.createVolumeIfAbsent(VOLUME));

            List<String> ids =
                    files.listVolumes().filestorages().stream().map(Volume::id).toList();
            assertThat(ids).hasSize(2);
            assertThat(doubt.getMessage())
                    .contains(
                            " createVolumeIfAbsent then looked with listVolumes, and cannot tell whether it made one of ")
                    .contains(ids);
            assertThat(doubt.getSuppressed()).hasSize(1).allMatch(NotAdoptableException.class::isInstance);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aListThatFailsCreatesNothing(boolean async) {
        scp.inject(Fault.errorBefore(500).on("filestorage", "listVolumes"));

        assertThatThrownBy(() -> ensure(async, VOLUME)).isInstanceOf(ServerErrorException.class);
        assertThat(creates()).isZero();
    }

    // ----- several at a time -----

    /** A client whose list is behind: it never shows anything. */
    private final class Behind implements FileStorageClient {

        private final AtomicInteger made = new AtomicInteger();
        private final CountDownLatch creating = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

        @Override
        public VolumeListResponse listVolumes(ListVolumesParams params) {
            return VolumeListResponse.builder().count(0).build();
        }

        @Override
        public VolumeCreateResponse createVolume(VolumeCreateRequest request) {
            creating.countDown();
            waitFor(goOn);
            RuntimeException wrong = failure.getAndSet(null);
            if (wrong != null) {
                throw wrong;
            }
            return VolumeCreateResponse.builder()
                    .volumeId("v-" + made.incrementAndGet())
                    .build();
        }

        CompletableFuture<Ensured> begin(VolumeCreateRequest request) {
            return CompletableFuture.supplyAsync(() -> createVolumeIfAbsent(request), EnsureTest::inAThread);
        }

        /** Begins behind another, and comes back when it waits for that one. */
        CompletableFuture<Ensured> queue(VolumeCreateRequest request) throws InterruptedException {
            AtomicReference<Thread> thread = new AtomicReference<>();
            CompletableFuture<Ensured> queued = CompletableFuture.supplyAsync(
                    () -> createVolumeIfAbsent(request), task -> thread.set(inAThread(task)));
            awaitItsTurn(thread.get());
            return queued;
        }
    }

    private static Thread inAThread(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits until a thread waits for the one before it. */
    private static void awaitItsTurn(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING
                || Arrays.stream(thread.getStackTrace())
                        .noneMatch(frame -> frame.getMethodName().equals("ifAbsent"))) {
            Thread.sleep(2);
        }
    }

    @Test
    void oneThatWaitsHasTheResultOfTheOneBeforeEvenIfTheListIsBehind() throws Exception {
        Behind behind = new Behind();
        CompletableFuture<Ensured> first = behind.begin(VOLUME);
        behind.creating.await();
        CompletableFuture<Ensured> second = behind.queue(VOLUME);
        CompletableFuture<Ensured> third = behind.queue(VOLUME);
        behind.goOn.countDown();

        assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(new Ensured("v-1", true));
        assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(new Ensured("v-1", false));
        assertThat(third.get(60, TimeUnit.SECONDS)).isEqualTo(new Ensured("v-1", false));
        assertThat(behind.made).hasValue(1);
    }

    @Test
    void oneThatWaitsDoesItItselfWhenTheOneBeforeWasRefused() throws Exception {
        Behind behind = new Behind();
        behind.failure.set(new IllegalStateException("refused"));
        CompletableFuture<Ensured> first = behind.begin(VOLUME);
        behind.creating.await();
        CompletableFuture<Ensured> second = behind.queue(VOLUME);
        behind.goOn.countDown();

        assertThat(first).failsWithin(Duration.ofSeconds(60));
        assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(new Ensured("v-1", true));
    }

    @Test
    void anInterruptEndsOneThatWaitsAndThoseBehindItGoOn() throws Exception {
        Behind behind = new Behind();
        CompletableFuture<Ensured> first = behind.begin(VOLUME);
        behind.creating.await();
        AtomicReference<Throwable> interrupted = new AtomicReference<>();
        Thread second = inAThread(() -> interrupted.set(
                org.assertj.core.api.Assertions.catchThrowable(() -> behind.createVolumeIfAbsent(VOLUME))));
        awaitItsTurn(second);
        CompletableFuture<Ensured> third = behind.queue(VOLUME);
        second.interrupt();
        second.join();
        assertThat(third).isNotDone();
        behind.goOn.countDown();

        assertThat(interrupted.get()).isInstanceOf(ScpInterruptedException.class);
        assertThat(first.get(60, TimeUnit.SECONDS).created()).isTrue();
        assertThat(third.get(60, TimeUnit.SECONDS)).isEqualTo(new Ensured("v-1", false));
    }

    @Test
    void blockingAndAsynchronousCallsOfSeveralViewsAndClientsMakeOne() throws Exception {
        scp.inject(Fault.latency(Duration.ofMillis(300)).on("filestorage", "createVolume"));
        try (FileStorageClient another = FileStorageClient.builder()
                .endpointOverride(scp.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .build()) {
            List<Supplier<Ensured>> ways = List.of(
                    () -> files.createVolumeIfAbsent(VOLUME),
                    () -> files.withOptions(o -> o.maxAttempts(1)).createVolumeIfAbsent(VOLUME),
                    () -> another.createVolumeIfAbsent(VOLUME),
                    () -> another.async().createVolumeIfAbsent(VOLUME).join(),
                    () -> files.async().createVolumeIfAbsent(VOLUME).join());
            List<CompletableFuture<Ensured>> calls = ways.stream()
                    .map(way -> CompletableFuture.supplyAsync(way, EnsureTest::inAThread))
                    .toList();

            assertThat(calls.stream().map(CompletableFuture::join).toList())
                    .filteredOn(Ensured::created)
                    .hasSize(1);
        }
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void anotherRequestForTheSameNameIsComparedWithWhatWasMade() throws Exception {
        scp.inject(Fault.latency(Duration.ofMillis(300)).on("filestorage", "createVolume"));
        CompletableFuture<Ensured> first = files.async().createVolumeIfAbsent(VOLUME);
        await("createVolume");

        assertThatThrownBy(() -> files.createVolumeIfAbsent(volume("CIFS", "Secret-word1")))
                .isInstanceOf(NotAdoptableException.class);
        assertThat(first.get(60, TimeUnit.SECONDS).created()).isTrue();
        assertThat(creates()).isEqualTo(1);
    }

    // ----- ended from outside -----

    @Test
    void cancellingDoesNotEndACreateThatOthersWaitFor() throws Exception {
        CountDownLatch goOn = hold("createVolume");
        CompletableFuture<Ensured> first = files.async().createVolumeIfAbsent(VOLUME);
        await("createVolume");
        CompletableFuture<Ensured> second = files.async().createVolumeIfAbsent(VOLUME);

        assertThat(first.cancel(true)).isTrue();
        goOn.countDown();

        assertThat(second.get(60, TimeUnit.SECONDS).created()).isFalse();
        assertThat(creates()).isEqualTo(1);
        assertThat(files.listVolumes().filestorages()).hasSize(1);
    }

    @Test
    void cancellingBeforeTheCreatePreventsIt() throws Exception {
        CountDownLatch goOn = hold("listVolumes");
        CompletableFuture<Ensured> first = files.async().createVolumeIfAbsent(VOLUME);
        await("listVolumes");
        assertThat(first.cancel(true)).isTrue();
        goOn.countDown();

        assertThat(files.createVolumeIfAbsent(VOLUME).created()).isTrue(); // in its turn, after the first
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void closingTheClientEndsItInDoubt() throws Exception {
        scp.inject(Fault.of(Fault.Kind.RESET_BEFORE).on("filestorage", "createVolume"));
        CompletableFuture<Ensured> ensured = files.async().createVolumeIfAbsent(VOLUME);
        while (requests("listVolumes") < 2) { // before the create, and after it
            Thread.sleep(2);
        }
        files.close();

        assertThatThrownBy(() -> ensured.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void aRefusalIsThatOfTheCreate() {
        scp.inject(Fault.errorBefore(409).on("filestorage", "createVolume"));

        assertThatThrownBy(() -> ensure(false, VOLUME)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> ensure(true, VOLUME)).isInstanceOf(ConflictException.class);
    }
}

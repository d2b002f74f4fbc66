// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.ScpWaitFailedException;
import io.github.scpsdk.core.ScpWaitTimeoutException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.WaitProgress;
import io.github.scpsdk.emulator.Call;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.model.Volume;
import io.github.scpsdk.filestorage.model.VolumeCreateRequest;
import io.github.scpsdk.filestorage.model.VolumeListResponse;
import io.github.scpsdk.filestorage.model.VolumeShowResponse;
import io.github.scpsdk.filestorage.v1_1.FileStorageAsyncClient;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import io.github.scpsdk.filestorage.v1_1.ListVolumesParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an application sees when it makes things and waits for them, on its own thread and on none. */
@ParameterizedClass
@EnumSource
@Timeout(180)
class WaitingStoriesTest {

    /** The same methods by both kinds of client; what a future fails with is thrown. */
    private enum Way {
        BLOCKING {
            @Override
            VolumeShowResponse create(
                    FileStorageClient files,
                    Consumer<VolumeCreateRequest.Builder> volume,
                    Consumer<WaitOptions.Builder> options) {
                return create(files, VolumeCreateRequest.builder().with(volume).build(), built(options));
            }

            @Override
            VolumeShowResponse create(FileStorageClient files, VolumeCreateRequest volume, WaitOptions options) {
                return files.createVolumeAndWait(volume, options);
            }

            @Override
            void delete(FileStorageClient files, Consumer<WaitOptions.Builder> options) {
                files.deleteVolumeAndWait("v-1", built(options));
            }

            @Override
            VolumeShowResponse available(FileStorageClient files, Consumer<WaitOptions.Builder> options) {
                return files.waiters().volumeAvailable("v-1", options);
            }

            @Override
            void deleted(FileStorageClient files, Consumer<WaitOptions.Builder> options) {
                files.waiters().volumeDeleted("v-1", options);
            }
        },
        ASYNC {
            @Override
            VolumeShowResponse create(
                    FileStorageClient files,
                    Consumer<VolumeCreateRequest.Builder> volume,
                    Consumer<WaitOptions.Builder> options) {
                return create(files, VolumeCreateRequest.builder().with(volume).build(), built(options));
            }

            @Override
            VolumeShowResponse create(FileStorageClient files, VolumeCreateRequest volume, WaitOptions options) {
                return joined(files.async().createVolumeAndWait(volume, options));
            }

            @Override
            void delete(FileStorageClient files, Consumer<WaitOptions.Builder> options) {
                joined(files.async().deleteVolumeAndWait("v-1", built(options)));
            }

            @Override
            VolumeShowResponse available(FileStorageClient files, Consumer<WaitOptions.Builder> options) {
                return joined(files.async().waiters().volumeAvailable("v-1", options));
            }

            @Override
            void deleted(FileStorageClient files, Consumer<WaitOptions.Builder> options) {
                joined(files.async().waiters().volumeDeleted("v-1", options));
            }
        };

        abstract VolumeShowResponse create(
                FileStorageClient files,
                Consumer<VolumeCreateRequest.Builder> volume,
                Consumer<WaitOptions.Builder> options);

        abstract VolumeShowResponse create(FileStorageClient files, VolumeCreateRequest volume, WaitOptions options);

        abstract void delete(FileStorageClient files, Consumer<WaitOptions.Builder> options);

        abstract VolumeShowResponse available(FileStorageClient files, Consumer<WaitOptions.Builder> options);

        abstract void deleted(FileStorageClient files, Consumer<WaitOptions.Builder> options);

        private static <T> T joined(CompletableFuture<T> future) {
            try {
                return future.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    private static WaitOptions built(Consumer<WaitOptions.Builder> options) {
        return WaitOptions.of(options);
    }

    private static final Consumer<WaitOptions.Builder> QUICK = w -> w.interval(Duration.ofMillis(1));
    private static final Consumer<VolumeCreateRequest.Builder> VOLUME =
            v -> v.name("my_volume").protocol("NFS").typeName("HDD");

    private final Way way;
    private ScpEmulator emulator;
    private FileStorageClient files;

    WaitingStoriesTest(Way way) {
        this.way = way;
    }

    @BeforeEach
    void start() {
        emulator = ScpEmulator.builder().replaying().strictRequests().start();
        files = FileStorageClient.builder()
                .endpointOverride(emulator.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    @AfterEach
    void stop() {
        files.close();
        emulator.close();
    }

    @Test
    void createsWaitsAndReturnsTheVolume() {
        states("creating", "creating", "available");
        List<String> told = new ArrayList<>();

        VolumeShowResponse volume =
                way.create(files, VOLUME, QUICK.andThen(w -> w.onState(progress -> told.add(progress.state()))));

        assertThat(volume.state()).isEqualTo("available");
        assertThat(told).containsExactly("creating", "creating", "available");
        assertThat(emulator.requests())
                .extracting(ReceivedRequest::method)
                .containsExactly("POST", "GET", "GET", "GET");
    }

    @Test
    void saysHowFarItCameWhenTheVolumeBreaks() {
        states("creating", "error");

        ScpWaitFailedException failure =
                catchThrowableOfType(ScpWaitFailedException.class, () -> way.create(files, VOLUME, QUICK));

        assertThat(failure.carriedOut()).isEqualTo("createVolume");
        assertThat(failure.resource()).isEqualTo("bfdbabf2-04d9-4e8b-a205-020f8e6da438");
        assertThat(failure.lastState()).isEqualTo("error");
        assertThat(failure)
                .hasMessageStartingWith("filestorage 1.1 volumeAvailable: createVolume was carried out and must not be"
                        + " called again; then waiting for bfdbabf2-04d9-4e8b-a205-020f8e6da438 ended after");
    }

    @Test
    void aCreateThatIsRefusedIsNoWaitThatFailed() {
        emulator.respondWith(call -> Response.error(403, "Forbidden", List.of("no")));

        assertThatThrownBy(() -> way.create(files, VOLUME, QUICK)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> way.create(files, v -> v.name("x"), QUICK)).isInstanceOf(ScpValidationException.class);
        assertThatThrownBy(() -> way.create(
                        files, VolumeCreateRequest.builder().with(VOLUME).build(), null))
                .as("nothing is made before the options are known to be right")
                .isInstanceOf(NullPointerException.class);
        assertThat(emulator.requests()).hasSize(1);
    }

    @Test
    void troubleThatPassesIsForgiven() {
        AtomicInteger polls = new AtomicInteger();
        emulator.respondWith(call -> switch (polls.getAndIncrement()) {
            case 0 -> Response.error(503, "Busy", List.of("later"));
            case 1 -> new Response(502, Map.of(), "<html>bad gateway</html>");
            case 2 -> Response.error(429, "TooMany", List.of("slower"));
            default -> state(call, "AVAILABLE");
        });
        List<WaitProgress> told = new ArrayList<>();

        assertThat(way.available(files, QUICK.andThen(w -> w.onState(told::add))))
                .isNotNull();
        assertThat(told).hasSize(4);
        assertThat(told.subList(0, 3)).allMatch(progress -> progress.forgiven() != null);
    }

    @Test
    void aDeletionEndsWhenTheVolumeIsGone() {
        AtomicInteger polls = new AtomicInteger();
        emulator.respondWith(call -> call.operation().equals("deleteVolume")
                ? call.documented()
                : polls.getAndIncrement() < 2
                        ? state(call, "deleting")
                        : Response.error(404, "NotFound", List.of("no such volume")));

        way.delete(files, QUICK);

        assertThat(polls).hasValue(3);
    }

    @Test
    void notFoundOfTheGatewayIsNotTakenForADeletion() {
        emulator.respondWith(call -> Response.json(
                404,
                "{\"timestamp\":\"2026-06-05T04:43:47.262+00:00\",\"path\":\"/v1\",\"status\":404,\"error\":\"Not"
                        + " Found\",\"requestId\":\"r\"}"));

        assertThatThrownBy(() -> way.deleted(files, QUICK)).isInstanceOf(ScpWaitFailedException.class);
    }

    @Test
    void theLimitIsOneOfTime() {
        states("creating");
        for (int seconds = 1; seconds <= 20; seconds *= 20) {
            Duration limit = Duration.ofSeconds(seconds);
            long start = System.nanoTime();

            ScpWaitTimeoutException failure = catchThrowableOfType(
                    ScpWaitTimeoutException.class,
                    () -> way.available(files, w -> w.limit(limit).interval(Duration.ofMillis(20))));

            assertThat(failure).hasMessageContaining("it was not available within the limit of " + limit.toSeconds());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(limit.multipliedBy(9).dividedBy(10), limit.plusSeconds(30));
            if (failure.getMessage().contains("(last state seen: creating)")) {
                return;
            }
            // the machine stood still until the first poll was too late: once more, with more time
        }
        throw new AssertionError("the last state is not told");
    }

    @Test
    void theLimitEndsALookThatHangs() {
        CountDownLatch over = new CountDownLatch(1);
        emulator.respondWith(call -> {
            await(over);
            return state(call, "creating");
        });
        long start = System.nanoTime();

        assertThatThrownBy(() -> way.available(files, w -> w.limit(Duration.ofMillis(400))))
                .isInstanceOf(ScpWaitTimeoutException.class)
                .hasCauseInstanceOf(ScpTimeoutException.class);

        // the call itself may take a minute
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(360), Duration.ofSeconds(18));
        over.countDown();
    }

    @Test
    void aClosedClientDoesNotWait() {
        states("creating");
        files.close();

        assertThatThrownBy(() -> way.available(files, QUICK)).isInstanceOf(IllegalStateException.class);
    }

    /** A fake, as an application puts it in the place of a client in its tests, has only the operations that it needs. */
    @Test
    void paginatorsAndWaitersWorkOverAnyImplementation() {
        AtomicInteger polls = new AtomicInteger();
        List<String> volumes = new ArrayList<>();
        if (way == Way.BLOCKING) {
            FileStorageClient mine = new FileStorageClient() {
                @Override
                public VolumeShowResponse showVolume(String volumeId) {
                    return show(polls.getAndIncrement() == 0 ? "creating" : "available");
                }

                @Override
                public VolumeListResponse listVolumes(ListVolumesParams params) {
                    return page(params.offset());
                }
            };
            assertThat(mine.waiters().volumeAvailable("v-1", QUICK).state()).isEqualTo("available");
            mine.listVolumesPaginator(p -> p.limit(1)).forEach(volume -> volumes.add(volume.id()));
        } else {
            FileStorageAsyncClient mine = new FileStorageAsyncClient() {
                @Override
                public CompletableFuture<VolumeShowResponse> showVolume(String volumeId) {
                    return CompletableFuture.completedFuture(
                            show(polls.getAndIncrement() == 0 ? "creating" : "available"));
                }

                @Override
                public CompletableFuture<VolumeListResponse> listVolumes(ListVolumesParams params) {
                    return CompletableFuture.completedFuture(page(params.offset()));
                }
            };
            assertThat(mine.waiters().volumeAvailable("v-1", QUICK).join().state())
                    .isEqualTo("available");
            mine.listVolumesPaginator(p -> p.limit(1))
                    .forEach(volume -> volumes.add(volume.id()))
                    .join();
        }
        assertThat(volumes).containsExactly("v-0", "v-1");
    }

    // ----- helpers -----

    /** One state for each poll, the last one for all further. */
    private void states(String... states) {
        AtomicInteger next = new AtomicInteger();
        emulator.respondWith(call -> call.operation().equals("showVolume")
                ? state(call, states[Math.min(next.getAndIncrement(), states.length - 1)])
                : call.documented());
    }

    private static Response state(Call call, String state) {
        return Response.json(200, call.documented().body().replaceFirst("\"available\"", '"' + state + '"'));
    }

    private static VolumeListResponse page(int offset) {
        return VolumeListResponse.builder()
                .count(2)
                .filestorages(List.of(Volume.builder().id("v-" + offset).build()))
                .build();
    }

    private static VolumeShowResponse show(String state) {
        return VolumeShowResponse.builder().state(state).build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

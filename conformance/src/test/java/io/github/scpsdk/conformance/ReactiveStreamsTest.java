// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.model.Volume;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Lists as publishers: all rules of Reactive Streams by its own test kit, and lists read through Reactor and Mutiny. */
@Timeout(300)
class ReactiveStreamsTest {

    private static final int SIZE = 3;

    /** How long the test kit waits for a signal, in milliseconds. Some of its tests wait for so long in any case. */
    private static volatile int patience = 2_000;

    private static ScpEmulator emulator;
    private static FileStorageClient files;

    @BeforeAll
    static void start() {
        emulator = ScpEmulator.builder().replaying().start();
        emulator.respondWith(call -> volumes(
                Integer.parseInt(call.query().get("name").get(0)),
                Integer.parseInt(
                        call.query().getOrDefault("offset", List.of("0")).get(0))));
        files = FileStorageClient.builder()
                .endpointOverride(emulator.endpoint("kr-west1"))
                .credentials(ScpCredentials.of(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY))
                .build();
    }

    @AfterAll
    static void stop() {
        files.close();
        emulator.close();
    }

    @BeforeEach
    void clear() {
        emulator.clearRequests();
    }

    /** A page of a list of so many volumes. */
    private static Response volumes(int count, int offset) {
        if (count < 0) {
            return offset == 0 ? page(100, 0) : Response.error(404, "NotFound", List.of("no more"));
        }
        return page(count, offset);
    }

    private static Response page(int count, int offset) {
        return Response.json(
                200,
                IntStream.range(Math.min(offset, count), Math.min(offset + SIZE, count))
                        .mapToObj(i -> "{\"id\":\"" + id(i) + "\",\"name\":\"volume_" + i + "\"}")
                        .collect(Collectors.joining(",", "{\"filestorages\":[", "],\"count\":" + count + "}")));
    }

    private static String id(int i) {
        return "volume-" + i;
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(ReactiveStreamsTest::id).toList();
    }

    private static Flow.Publisher<Volume> publisher(long count) {
        return files.async()
                .listVolumesPaginator(p -> p.name(Long.toString(count)).limit(SIZE))
                .publisher();
    }

    @Test
    void keepsAllRulesOfReactiveStreams() {
        List<String> passed = new ArrayList<>();
        List<String> failed = broken(passed);
        if (!failed.isEmpty()) { // a machine that stands still for a moment breaks no rule
            patience = 20_000;
            passed.clear();
            failed = broken(passed);
        }
        assertThat(failed).isEmpty();
        assertThat(passed)
                .hasSizeGreaterThan(20)
                .contains(
                        "required_spec102_maySignalLessThanRequestedAndTerminateSubscription",
                        "required_spec303_mustNotAllowUnboundedRecursion",
                        "required_spec309_requestZeroMustSignalIllegalArgumentException",
                        "required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber",
                        "required_spec317_mustSupportACumulativePendingElementCountUpToLongMaxValue");
    }

    /** Returns the rules that are not kept. */
    private static List<String> broken(List<String> kept) {
        List<String> failed = new ArrayList<>();
        TestNG kit = new TestNG(false);
        kit.setVerbose(0);
        kit.setTestClasses(new Class<?>[] {Rules.class});
        kit.addListener(new ITestListener() {
            @Override
            public void onTestSuccess(ITestResult result) {
                kept.add(result.getName());
            }

            @Override
            public void onTestFailure(ITestResult result) {
                failed.add(result.getName() + ": " + result.getThrowable());
            }
        });
        kit.run();
        return failed;
    }

    /** The test kit's view of a publisher. */
    public static final class Rules extends FlowPublisherVerification<Volume> {

        public Rules() {
            super(new TestEnvironment(patience, 200));
        }

        @Override
        public Flow.Publisher<Volume> createFlowPublisher(long elements) {
            return publisher(elements);
        }

        @Override
        public Flow.Publisher<Volume> createFailedFlowPublisher() {
            FileStorageClient closed = FileStorageClient.builder()
                    .endpointOverride(emulator.endpoint("kr-west1"))
                    .credentials(ScpCredentials.of("a", "b"))
                    .build();
            closed.close();
            return subscriber ->
                    closed.async().listVolumesPaginator().publisher().subscribe(new Eager<>(subscriber));
        }

        @Override
        public long maxElementsFromPublisher() {
            return 1000;
        }
    }

    /** Asks for an item by itself: a list fails when it is read, not before. */
    private record Eager<T>(Flow.Subscriber<? super T> to) implements Flow.Subscriber<T> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            to.onSubscribe(subscription);
            subscription.request(1);
        }

        @Override
        public void onNext(T item) {
            to.onNext(item);
        }

        @Override
        public void onError(Throwable failure) {
            to.onError(failure);
        }

        @Override
        public void onComplete() {
            to.onComplete();
        }
    }

    @Test
    void reactorReadsAList() {
        Flux<Volume> volumes = JdkFlowAdapter.flowPublisherToFlux(publisher(8));
        assertThat(volumes.map(Volume::id).collectList().block()).isEqualTo(ids(8));
        assertThat(emulator.requests()).hasSize(3);
        assertThat(volumes.publishOn(Schedulers.parallel(), 1)
                        .map(Volume::id)
                        .collectList()
                        .block())
                .as("a second reading, item by item, on other threads")
                .isEqualTo(ids(8));
    }

    @Test
    void reactorStopsEarly() {
        assertThat(JdkFlowAdapter.flowPublisherToFlux(publisher(1000))
                        .limitRate(1)
                        .take(4)
                        .map(Volume::id)
                        .collectList()
                        .block())
                .isEqualTo(ids(4));
        assertThat(emulator.requests()).hasSize(2);
    }

    @Test
    void reactorGetsTheExceptionOfThePlatform() {
        Flux<Volume> volumes = JdkFlowAdapter.flowPublisherToFlux(publisher(-1));
        assertThatThrownBy(() -> volumes.collectList().block()).isInstanceOf(NotFoundException.class);
        assertThat(volumes.map(Volume::id).onErrorComplete().collectList().block())
                .isEqualTo(ids(SIZE));
    }

    @Test
    void mutinyReadsAList() {
        Multi<Volume> volumes = Multi.createFrom().publisher(publisher(8));
        assertThat(volumes.map(Volume::id).collect().asList().await().atMost(Duration.ofSeconds(60)))
                .isEqualTo(ids(8));
        assertThat(volumes.select()
                        .first(4)
                        .map(Volume::id)
                        .collect()
                        .asList()
                        .await()
                        .atMost(Duration.ofSeconds(60)))
                .isEqualTo(ids(4));
        assertThatThrownBy(() -> Multi.createFrom()
                        .publisher(publisher(-1))
                        .collect()
                        .asList()
                        .await()
                        .atMost(Duration.ofSeconds(60)))
                .isInstanceOf(NotFoundException.class);
    }
}

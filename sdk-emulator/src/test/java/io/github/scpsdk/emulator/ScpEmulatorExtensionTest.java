// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class ScpEmulatorExtensionTest {
    private static final List<ScpEmulator> SEEN = Collections.synchronizedList(new ArrayList<>());

    @Test
    void givesAClassOneEmulatorAndClosesItAfterwards() {
        TestExecutionSummary summary = run(ByParameter.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(3);
        assertThat(SEEN).hasSize(5).allMatch(scp -> scp == SEEN.get(0));
        assertThat(isListening(SEEN.get(0))).isFalse();
    }

    @Test
    void takesAnEmulatorOfTheTestsOwnMaking() {
        assertThat(run(OfItsOwn.class).getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void takesSettings() {
        assertThat(run(WithSettings.class).getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void isThereBeforeTheOneInstanceOfAClassIsMade() {
        TestExecutionSummary summary = run(OneInstance.class);

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
        assertThat(SEEN).hasSize(3).allMatch(scp -> scp == SEEN.get(0));
        assertThat(isListening(SEEN.get(0))).isFalse();
    }

    @Test
    void closesTheEmulatorWhenTheTestInstanceCannotBeMade() {
        assertThat(run(NoInstance.class).getTestsSucceededCount()).isZero();
        assertThat(SEEN).hasSize(1);
        assertThat(isListening(SEEN.get(0))).isFalse();
    }

    @Test
    void saysHowToRegisterItWhenItStandsOnAnInstance() {
        assertThat(run(OnAnInstance.class).getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException())
                        .hasStackTraceContaining("register ScpEmulatorExtension on the class or on a static field"));
    }

    @Test
    void startsEachTestWithWhatWasThereBeforeTheFirst() {
        assertThat(run(Clean.class).getFailures()).isEmpty();
    }

    @Test
    void givesTestsAtTheSameTimeAnEmulatorEach() {
        assertThat(run(AtTheSameTime.class).getFailures()).isEmpty();
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
        assertThat(SEEN).noneMatch(ScpEmulatorExtensionTest::isListening);
    }

    @Test
    void showsTheLastRequestsWhereATestFails() {
        assertThat(run(Failing.class).getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException().getSuppressed())
                        .singleElement()
                        .satisfies(shown -> assertThat(shown)
                                .hasMessageStartingWith(
                                        "The last requests to the emulator:\n  GET /kr-west1/v1/volumes/7")
                                .hasMessageContaining("-> 404 (volume-unknown: Volume 7 is not found.)")));
    }

    private static TestExecutionSummary run(Class<?> tests) {
        SEEN.clear();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static boolean isListening(ScpEmulator scp) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), scp.port())) {
            // when nobody listens, a socket may be given that very port as its own and connect to itself
            return socket.getLocalPort() != scp.port();
        } catch (java.io.IOException e) {
            return false;
        }
    }

    /** Run by the tests above, not found by Maven: its name does not end in Test. */
    @ExtendWith(ScpEmulatorExtension.class)
    static class ByParameter {
        @BeforeAll
        static void before(ScpEmulator scp) {
            SEEN.add(scp);
        }

        @Test
        void first(ScpEmulator scp) {
            SEEN.add(scp);
            assertThat(isListening(scp)).isTrue();
        }

        @Test
        void second(ScpEmulator scp) {
            SEEN.add(scp);
        }

        @Nested
        class Inside {
            Inside(ScpEmulator scp) {
                SEEN.add(scp);
            }

            @Test
            void third(ScpEmulator scp) {
                SEEN.add(scp);
                assertThat(isListening(scp)).isTrue();
            }
        }
    }

    /** Likewise. */
    static class OfItsOwn {
        @RegisterExtension
        static final ScpEmulatorExtension SCP = new ScpEmulatorExtension(() ->
                ScpEmulator.builder().responder(call -> Response.empty(418)).start());

        @Test
        void responses(ScpEmulator scp) {
            assertThat(TestRequest.files("GET", "/volumes").sendTo(scp).status())
                    .isEqualTo(418);
        }
    }

    /** Likewise. */
    static class WithSettings {
        @RegisterExtension
        static final ScpEmulatorExtension SCP =
                new ScpEmulatorExtension(ScpEmulator.builder().certainVersionsOnly()::start);

        @Test
        void refusesVersionsOfTheGuide(ScpEmulator scp) {
            assertThat(TestRequest.files("GET", "/volumes").sendTo(scp).status())
                    .isEqualTo(406);
        }
    }

    /** Likewise. */
    @ExtendWith(ScpEmulatorExtension.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        OneInstance(ScpEmulator scp) {
            SEEN.add(scp);
            assertThat(isListening(scp)).isTrue();
        }

        @BeforeAll
        void before(ScpEmulator scp) {
            SEEN.add(scp);
        }

        @Test
        void first() {}

        @Test
        void second(ScpEmulator scp) {
            SEEN.add(scp);
            assertThat(isListening(scp)).isTrue();
        }
    }

    /** Likewise. */
    @ExtendWith(ScpEmulatorExtension.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class NoInstance {
        NoInstance(ScpEmulator scp) {
            SEEN.add(scp);
            throw new IllegalStateException("on purpose");
        }

        @Test
        void never() {}
    }

    /** Likewise. */
    @ExtendWith(ScpEmulatorExtension.class)
    static class Clean {
        private static final TestRequest VOLUME = TestRequest.files("POST", "/volumes")
                .json("{\"name\":\"abc\",\"protocol\":\"NFS\",\"type_name\":\"HDD\"}");

        @BeforeAll
        static void before(ScpEmulator scp) {
            VOLUME.sendTo(scp);
        }

        @Test
        void first(ScpEmulator scp) {
            leaveTraces(scp);
        }

        @Test
        void second(ScpEmulator scp) {
            leaveTraces(scp);
        }

        private static void leaveTraces(ScpEmulator scp) {
            assertThat(scp.requests()).isEmpty();
            assertThat(TestRequest.files("GET", "/volumes").sendTo(scp).body()).contains("\"count\":1,");
            VOLUME.sendTo(scp);
            scp.respondWith(call -> Response.empty(418));
            scp.inject(Fault.errorBefore(503));
            scp.skewClock(java.time.Duration.ofHours(1));
        }
    }

    /** Likewise. */
    @ExtendWith(ScpEmulatorExtension.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class AtTheSameTime {
        @Test
        void first(ScpEmulator scp) {
            SEEN.add(scp);
        }

        @Test
        void second(ScpEmulator scp) {
            SEEN.add(scp);
        }
    }

    /** Likewise. */
    @ExtendWith(ScpEmulatorExtension.class)
    static class Failing {
        @Test
        void fails(ScpEmulator scp) {
            TestRequest.files("GET", "/volumes/7").sendTo(scp);
            throw new IllegalStateException("on purpose");
        }
    }

    /** Likewise. */
    static class OnAnInstance {
        @RegisterExtension
        final ScpEmulatorExtension scp = new ScpEmulatorExtension();

        @Test
        void finds(ScpEmulator none) {}
    }
}

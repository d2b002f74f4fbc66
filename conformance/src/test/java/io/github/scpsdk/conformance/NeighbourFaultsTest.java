// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static io.github.scpsdk.conformance.NeighbourEmulatorsTest.PROJECT;
import static io.github.scpsdk.conformance.NeighbourEmulatorsTest.USER;
import static io.github.scpsdk.conformance.NeighbourEmulatorsTest.built;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.conformance.NeighbourEmulatorsTest.Caller;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.emulator.Emulator;
import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.Fault.Kind;
import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import io.github.scpsdk.emulator.ZStackEmulator;
import io.github.scpsdk.otccbr.v3_0.OtcCbrClient;
import io.github.scpsdk.unitrends.v1_0.UnitrendsClient;
import io.github.scpsdk.zstack.v1_0.ZStackClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the clients for the systems of others make of each way in which their systems can misbehave: a read and a write of each, blocking and not. */
class NeighbourFaultsTest {
    private static final String VOLUME = "1".repeat(32);

    /** What a read overcomes by itself. */
    private static final Set<Kind> OVERCOME = EnumSet.of(
            Kind.LATENCY,
            Kind.THROTTLED,
            Kind.ERROR_BEFORE,
            Kind.ERROR_AFTER,
            Kind.RESET_BEFORE,
            Kind.RESET_AFTER,
            Kind.TRUNCATED,
            Kind.EXPIRED_KEY);

    /** An emulator with a client of it. */
    private interface Use {
        void of(Emulator emulator, Caller caller);
    }

    /** A system, with a status that says there that nobody knows whether a call was carried out. */
    private enum Target {
        OTC_CBR("otc-cbr", 500, "otc-cbr/policy", "listVaults", "createPolicy") {
            @Override
            void with(boolean async, Use use) {
                try (OtcCbrEmulator otc = OtcCbrEmulator.start();
                        OtcCbrClient client = built(
                                OtcCbrClient.builder(),
                                otc.endpoint(),
                                USER.withLoginField("domain", OtcCbrEmulator.DEMO_DOMAIN)
                                        .withLoginField("project", PROJECT))) {
                    use.of(otc, new Caller(client, client.async(), async));
                }
            }

            @Override
            Object[] write() {
                return new Object[] {
                    PROJECT,
                    "{'policy':{'name':'p','operation_type':'backup','operation_definition':{},"
                            + "'trigger':{'properties':{'pattern':['FREQ=DAILY']}}}}"
                };
            }
        },

        UNITRENDS("unitrends", 503, "unitrends/target", "listStorage", "createTarget") {
            @Override
            void with(boolean async, Use use) {
                try (UnitrendsEmulator appliance = UnitrendsEmulator.start();
                        UnitrendsClient client = built(UnitrendsClient.builder(), appliance.endpoint(), USER)) {
                    use.of(appliance, new Caller(client, client.async(), async));
                }
            }

            @Override
            Object[] write() {
                return new Object[] {"{'type':'appliance','target':'vault-1'}"};
            }
        },

        ZSTACK("zstack", 500, "zstack/volume_backup", "queryVolumes", "createVolumeBackup") {
            @Override
            void with(boolean async, Use use) {
                try (ZStackEmulator zstack =
                                ZStackEmulator.builder().synchronous().start();
                        ZStackClient client = built(ZStackClient.builder(), zstack.endpoint(), USER)) {
                    zstack.seed().volume(VOLUME, "data", 1L << 30).imageStore("local", "local");
                    use.of(zstack, new Caller(client, client.async(), async));
                }
            }

            @Override
            Object[] write() {
                return new Object[] {
                    VOLUME, "{'params':{'volumeUuid':'" + VOLUME + "','backupStorageUuid':'local','name':'b'}}"
                };
            }
        };

        private final String service;
        private final int doubt;
        private final String kind;
        private final String read;
        private final String write;

        Target(String service, int doubt, String kind, String read, String write) {
            this.service = service;
            this.doubt = doubt;
            this.kind = kind;
            this.read = read;
            this.write = write;
        }

        abstract void with(boolean async, Use use);

        /** The arguments of the write. */
        abstract Object[] write();

        /** The arguments of the read. */
        Object[] read() {
            return this == OTC_CBR ? new Object[] {PROJECT} : new Object[0];
        }

        Fault once(Kind fault, String operation) {
            Duration delay = fault == Kind.BUSY ? Duration.ofHours(1) : Duration.ZERO;
            return new Fault(fault, service, operation, 1, 1, 1, 0, delay, doubt);
        }

        /** How many of what the write makes there are. */
        long made(Emulator emulator) {
            try {
                JsonNode resources = Json.MAPPER.readTree(emulator.saveState()).path("resources");
                return Stream.iterate(0, i -> i < resources.size(), i -> i + 1)
                        .filter(i -> resources.get(i).path("kind").asText().equals(kind))
                        .count();
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
    }

    static Stream<Arguments> all() {
        return Arrays.stream(Target.values())
                .flatMap(system -> Arrays.stream(Kind.values())
                        .flatMap(kind ->
                                Stream.of(Arguments.of(system, kind, false), Arguments.of(system, kind, true))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void overcomesInAReadWhatCanBeOvercome(Target system, Kind kind, boolean async) {
        system.with(async, (emulator, caller) -> {
            emulator.inject(system.once(kind, system.read));
            ScpException thrown =
                    catchThrowableOfType(ScpException.class, () -> caller.call(system.read, system.read()));
            if (OVERCOME.contains(kind)) {
                assertThat(thrown).isNull();
            } else if (thrown != null) {
                assertThat(thrown).isNotInstanceOf(OutcomeUnknownException.class);
                assertThat(thrown).hasMessageContaining(system.read);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void makesAtMostOneThingInAWriteAndSaysTheTruthOfIt(Target system, Kind kind, boolean async) {
        system.with(async, (emulator, caller) -> {
            emulator.inject(system.once(kind, system.write));
            ScpException thrown =
                    catchThrowableOfType(ScpException.class, () -> caller.call(system.write, system.write()));
            long made = system.made(emulator);
            if (thrown == null || thrown instanceof ScpDecodingException) {
                assertThat(made).isEqualTo(1);
            } else if (thrown instanceof OutcomeUnknownException) {
                assertThat(made).isLessThanOrEqualTo(1);
            } else {
                assertThat(thrown).isInstanceOf(ScpServiceException.class);
                assertThat(made).isZero();
            }
            boolean isInDoubt = List.of(Kind.ERROR_AFTER, Kind.RESET_AFTER).contains(kind);
            assertThat(thrown instanceof OutcomeUnknownException || !isInDoubt)
                    .as(String.valueOf(thrown))
                    .isTrue();
        });
    }
}

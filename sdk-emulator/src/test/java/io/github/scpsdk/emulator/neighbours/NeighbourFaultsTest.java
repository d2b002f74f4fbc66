// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.neighbours;

import static io.github.scpsdk.emulator.neighbours.PlainClient.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.Emulator;
import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.Fault.Kind;
import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import io.github.scpsdk.emulator.ZStackEmulator;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of fault meets a read and a write of each of the systems of others, and is told in that system's way. */
class NeighbourFaultsTest {
    private static final String UUID = "1".repeat(32);

    private Emulator emulator;

    /** A read, a write, and how many of what the write makes there are. */
    private record Calls(String service, String read, String write, String body, String list, String items) {}

    private static final List<Calls> ALL = List.of(
            new Calls(
                    "otc-cbr",
                    "GET /v3/{project}/vaults",
                    "POST /v3/{project}/policies",
                    "{'policy':{'name':'p','operation_type':'backup','operation_definition':{},"
                            + "'trigger':{'properties':{'pattern':['FREQ=DAILY']}}}}",
                    "GET /v3/{project}/policies",
                    "policies"),
            new Calls(
                    "unitrends",
                    "GET /api/storage",
                    "POST /api/replication/target",
                    "{'type':'appliance','target':'vault-1'}",
                    "GET /api/replication/targets",
                    "targets"),
            new Calls(
                    "zstack",
                    "GET /zstack/v1/volumes",
                    "POST /zstack/v1/volumes/" + UUID + "/volume-backups",
                    "{'params':{'volumeUuid':'" + UUID + "','backupStorageUuid':'" + UUID + "','name':'b'}}",
                    "GET /zstack/v1/volume-backups",
                    "inventories"));

    static Stream<Object[]> everyFault() {
        return ALL.stream().flatMap(calls -> Stream.of(Kind.values()).map(kind -> new Object[] {calls, kind}));
    }

    private PlainClient start(String service) {
        switch (service) {
            case "otc-cbr" -> {
                OtcCbrEmulator otc = OtcCbrEmulator.start();
                otc.seed("eu-de", PROJECT).vault("vault-1", "servers");
                emulator = otc;
                return PlainClient.of(otc);
            }
            case "unitrends" -> {
                UnitrendsEmulator appliance = UnitrendsEmulator.start();
                emulator = appliance;
                return PlainClient.of(appliance);
            }
            default -> {
                ZStackEmulator zstack = ZStackEmulator.start();
                zstack.seed().volume(UUID, "data", 1L << 30).imageStore(UUID, "local");
                emulator = zstack;
                return PlainClient.of(zstack);
            }
        }
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @MethodSource("everyFault")
    void meetsAReadAndAWrite(Calls calls, Kind kind) {
        PlainClient client = start(calls.service());
        Duration delay = kind == Kind.LATENCY ? Duration.ofMillis(50) : Duration.ofSeconds(7);
        Fault fault = new Fault(kind, null, null, 1, 0, 1, 0, delay, 503);

        for (String line : List.of(calls.read(), calls.write())) {
            String body = line.equals(calls.write()) ? calls.body() : "";
            emulator.inject(fault);
            long start = System.nanoTime();
            if (kind == Kind.RESET_BEFORE || kind == Kind.RESET_AFTER) {
                assertThatThrownBy(() -> client.send(line, body)).isInstanceOf(UncheckedIOException.class);
            } else if (kind == Kind.TRUNCATED) {
                assertTruncated(client, line, body);
            } else {
                check(calls.service(), kind, client.send(line, body));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(kind == Kind.LATENCY ? delay : Duration.ZERO);
            emulator.clearFaults();
        }

        boolean carriedOut = switch (kind) {
            case LATENCY, ERROR_AFTER, RESET_AFTER, TRUNCATED, MALFORMED, WRONG_TYPES, UNKNOWN_VALUES -> true;
            default -> false;
        };
        // a client may send a read again by itself, and a write not
        assertThat(client.ok(calls.list()).path(calls.items())).hasSize(carriedOut ? 1 : 0);
    }

    /** The body of the response to the write of an appliance is empty, so that nothing can be cut off. */
    private static void assertTruncated(PlainClient client, String line, String body) {
        try {
            assertThat(client.send(line, body).body()).isEmpty();
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).isNotNull();
        }
    }

    private static void check(String service, Kind kind, HttpResponse<String> response) {
        int status = response.statusCode();
        switch (kind) {
            case THROTTLED -> {
                assertThat(status).isEqualTo(429);
                assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
                assertError(service, response);
            }
            case ERROR_BEFORE, ERROR_AFTER, BUSY -> {
                assertThat(status).isEqualTo(503);
                assertError(service, response);
            }
            case EXPIRED_KEY -> {
                assertThat(status).isEqualTo(service.equals("zstack") ? 503 : 401);
                assertError(service, response);
            }
            case NOT_IN_CATALOGUE -> {
                assertThat(status).isEqualTo(403);
                assertError(service, response);
            }
            case VERSION_NOT_SERVED -> {
                assertThat(status).isEqualTo(406);
                assertError(service, response);
            }
            case BLOCKED -> {
                assertThat(status).isEqualTo(417);
                assertThat(response.body()).startsWith("<html>");
            }
            case MALFORMED ->
                assertThat(response.body().isEmpty() || isCut(response.body())).isTrue();
            default -> assertThat(status).isBetween(200, 299);
        }
    }

    private static boolean isCut(String body) {
        return !body.endsWith("}");
    }

    private static void assertError(String service, HttpResponse<String> response) {
        JsonNode body = PlainClient.json(response.body());
        String code = switch (service) {
            case "otc-cbr" -> body.path("error_code").textValue();
            case "unitrends" -> body.at("/result/code").textValue();
            default -> body.at("/error/code").textValue();
        };
        assertThat(code).as(response.body()).isNotEmpty();
    }
}

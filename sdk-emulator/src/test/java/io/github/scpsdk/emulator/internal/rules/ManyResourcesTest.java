// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.DescribedCall;
import io.github.scpsdk.emulator.internal.description.DescribedOperation;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.refusal.Refusals;
import io.github.scpsdk.emulator.internal.replay.ReplayBehaviour;
import io.github.scpsdk.emulator.internal.state.ShiftedClock;
import io.github.scpsdk.emulator.internal.state.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many resources, and many clients. */
class ManyResourcesTest {
    private static final int MANY = 100_000;
    private static final int CLIENTS = 64;
    private static final Duration PAGE = Duration.ofMillis(5);

    private final Store store = new Store(new ShiftedClock(Clock.systemUTC()));
    private final StatefulBehaviour behaviour = new StatefulBehaviour(
            new World(store, new Registry(store, false), Delays.none(), Refusals.ofThisModule(), "0".repeat(32)),
            RuleBook.ofThisModule(),
            new ReplayBehaviour());

    @Test
    void readsAPageOfManyInAFewMilliseconds() {
        for (int i = 0; i < MANY; i++) {
            call("createVolume", Map.of(), "{'name':'vol_" + i + "','protocol':'NFS','type_name':'HDD'}");
        }
        for (String offset : List.of("0", "50000", "99980")) {
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < 51; i++) {
                long start = System.nanoTime();
                Response page = call("listVolumes", Map.of("offset", List.of(offset)), "");
                times.add(Duration.ofNanos(System.nanoTime() - start));
                assertThat(page.body()).startsWith("{\"count\":" + MANY + ",");
            }
            times.sort(null);
            assertThat(times.get(25)).as("median from " + offset).isLessThan(PAGE);
        }
    }

    private Response call(String operation, Map<String, List<String>> query, String body) {
        DescribedVersion version = Catalogue.ofThisModule().versions("filestorage").stream()
                .filter(v -> v.version().equals("1.1"))
                .findFirst()
                .orElseThrow();
        DescribedOperation described = version.operations().stream()
                .filter(o -> o.id().equals(operation))
                .findFirst()
                .orElseThrow();
        JsonNode json = body.isEmpty() ? null : TestClient.json(body);
        return behaviour.respond(
                new DescribedCall(version, "kr-west1", "http://127.0.0.1/kr-west1", described, Map.of(), query, json));
    }

    @Test
    void showsManyClientsAtOnceOneConsistentState() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (ScpEmulator scp = ScpEmulator.start()) {
            List<Callable<Set<String>>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(() -> createAndDelete(TestClient.of(scp, "filestorage 1.1")));
            }
            List<String> left = new ArrayList<>();
            for (Future<Set<String>> client : threads.invokeAll(clients, 120, TimeUnit.SECONDS)) {
                left.addAll(client.get());
            }
            JsonNode list = TestClient.of(scp, "filestorage 1.1").ok("GET /volumes?limit=100000");
            assertThat(list.findValuesAsText("id")).containsExactlyInAnyOrderElementsOf(left);
            assertThat(list.path("count").intValue()).isEqualTo(left.size()).isEqualTo(CLIENTS * 2);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Creates three volumes and deletes one; whoever creates one, sees it at once. */
    private static Set<String> createAndDelete(TestClient files) {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String id = files.ok("POST /volumes", "{'name':'abc','protocol':'NFS','type_name':'HDD'}")
                    .path("volume_id")
                    .textValue();
            assertThat(files.ok("GET /volumes/" + id).path("state").textValue()).isEqualTo("available");
            created.add(id);
        }
        files.ok("DELETE /volumes/" + created.get(0));
        assertThat(files.refused("GET /volumes/" + created.get(0))).startsWith("404 ");
        return Set.of(created.get(1), created.get(2));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.EmulatorExtension;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnitrendsEmulatorTest {
    private static final Path EXAMPLE = Path.of("..", "api", "examples", "unitrends", "1.0", "resolveSource");

    @RegisterExtension
    static final EmulatorExtension<UnitrendsEmulator> UNITRENDS =
            new EmulatorExtension<>(UnitrendsEmulator.class, UnitrendsEmulator::start);

    private final UnitrendsEmulator appliance;

    UnitrendsEmulatorTest(UnitrendsEmulator appliance) {
        this.appliance = appliance;
    }

    @Test
    void respondsToTheDocumentedRequestAsDocumented() throws IOException {
        appliance.seed().source("branch-1", "asset-1");
        appliance.seed().source("branch-2", "asset-2");
        assertThat(appliance.seed().source("branch-3", "asset-3")).isEqualTo(3);
        PlainClient client = PlainClient.of(appliance);

        String request = Files.readString(EXAMPLE.resolve("request.json"));
        assertThat(client.answer("POST /api/replication/source", request)).isEqualTo("201 ");

        assertThat(client.answer("POST /api/replication/source", request))
                .isEqualTo("500 {\"result\":{\"code\":\"3\",\"message\":\"There is no request 3 that waits.\"}}");
    }

    @Test
    void acceptsASource() {
        long request = appliance.seed().source("branch-1", "asset-1");
        long storage = appliance.seed().storage("replicas");
        PlainClient client = PlainClient.of(appliance);
        assertThat(client.ok("GET /api/replication/pending")
                        .at("/pending/0/host")
                        .textValue())
                .isEqualTo("branch-1");
        JsonNode waiting = client.ok("GET /api/systems?include_pending=1").at("/appliance/1");
        assertThat(waiting.path("id").longValue()).isEqualTo(-request);
        assertThat(waiting.path("is_pending").booleanValue()).isTrue();

        client.ok(
                "POST /api/replication/source",
                "{'request_id':" + request + ",'accept':true,'storage_id':" + storage + "}");
        assertThat(client.ok("GET /api/replication/pending").path("pending")).isEmpty();
        JsonNode source = client.ok("GET /api/systems").at("/appliance/1");
        assertThat(source.path("role").textValue()).isEqualTo("Non-Managed Replication Source");
        assertThat(source.path("storage_name").textValue()).isEqualTo("replicas");

        String id = source.path("id").asText();
        client.ok("PUT /api/replication/source?sid=" + id, "{'storage_id':1}");
        client.ok("PUT /api/replication/suspend/source?sid=1", "{'source_id':" + id + "}");
        assertThat(client.ok("GET /api/systems?sid=" + id)
                        .at("/appliance/0/status")
                        .textValue())
                .isEqualTo("suspended");
        client.ok("PUT /api/replication/resume/source?sid=1", "{'source_id':" + id + "}");
    }

    @Test
    void demandsAMessageOnlyToReject() {
        long request = appliance.seed().source("branch-1", "asset-1");
        PlainClient client = PlainClient.of(appliance);
        String reject = "{'request_id':" + request + ",'accept':false";
        assertThat(client.answer("POST /api/replication/source", reject + "}"))
                .isEqualTo("500 {\"result\":{\"code\":\"1\",\"message\":"
                        + "\"The request is not as described: body.message: Field required\"}}");
        assertThat(client.answer("POST /api/replication/source", reject + ",'message':'no space'}"))
                .isEqualTo("201 ");
        assertThat(client.ok("GET /api/replication/pending").path("pending")).isEmpty();
        assertThat(client.ok("GET /api/replication/pending?include_rejected=1")
                        .at("/pending/0/message")
                        .textValue())
                .isEqualTo("no space");
        assertThat(client.answer("POST /api/replication/source", "{'request_id':9,'accept':true}"))
                .startsWith("500 ");
    }

    @Test
    void asksOthersToTakeReplicasAndCopiesToThem() {
        appliance.seed().rejectingTarget("full", "no space");
        appliance.delay("unitrends", "createTarget", Duration.ofMinutes(1));
        appliance.delay("unitrends", "runJobOrder", Duration.ofHours(1));
        PlainClient client = PlainClient.of(appliance);
        client.ok("POST /api/replication/target", "{'type':'appliance','target':'vault-1'}");
        client.ok("POST /api/replication/target", "{'type':'appliance','target':'full'}");
        assertThat(client.ok("GET /api/replication/targets")
                        .at("/targets/0/status")
                        .textValue())
                .isEqualTo("pending");
        String order = "{'name':'nightly','type':'Replication','instances':[7],'target_id':1}";
        assertThat(client.answer("POST /api/joborders", order)).contains("is not connected");
        appliance.clock().advance(Duration.ofMinutes(1));
        assertThat(client.ok("GET /api/replication/targets")
                        .at("/targets/1/message")
                        .textValue())
                .isEqualTo("no space");
        assertThat(client.ok("GET /api/backup-copy/connected_targets").path("data"))
                .hasSize(1);

        client.ok("POST /api/joborders", order);
        assertThat(client.answer("POST /api/joborders", order)).startsWith("500 ");
        client.ok("PUT /api/joborders/run/1?sid=1");
        assertThat(client.ok("GET /api/jobs/active").path("data")).hasSize(1);
        assertThat(client.ok("GET /api/replication/queue")
                        .at("/active/0/target")
                        .textValue())
                .isEqualTo("vault-1");
        appliance.clock().advance(Duration.ofHours(1));
        client = PlainClient.of(appliance);
        assertThat(client.ok("GET /api/jobs/active").path("data")).isEmpty();
        assertThat(client.ok("GET /api/jobs/history").at("/data/0/status").textValue())
                .isEqualTo("Successful");
        JsonNode copy = client.ok("GET /api/catalog?iid=7").at("/catalog/instances/0/backups/0");
        assertThat(copy.path("type").textValue()).isEqualTo("Replica");
        assertThat(copy.path("system_name").textValue()).isEqualTo("vault-1");
        client.ok("DELETE /api/joborders/1?sid=1");
        assertThat(client.ok("GET /api/joborders").path("data")).isEmpty();
    }

    @Test
    void wantsATokenThatHolds() {
        PlainClient client = PlainClient.of(appliance);
        String list = "GET /api/storage";
        assertThat(new PlainClient(appliance.endpoint(), "", "").answer(list))
                .isEqualTo("401 {\"result\":{\"code\":\"401\",\"message\":\"There is no AuthToken.\"}}");
        assertThat(new PlainClient(appliance.endpoint(), "AuthToken", "x").answer(list))
                .startsWith("401 ");
        client.ok(list);
        appliance.clock().advance(Duration.ofMinutes(15));
        assertThat(client.answer(list)).startsWith("401 ").contains("expired");
        assertThat(client.answer("POST /api/login", PlainClient.unitrendsLogin("WrongSecret")))
                .startsWith("401 ");
        assertThat(appliance.requests())
                .extracting(request -> new String(request.body(), StandardCharsets.UTF_8) + request.headers())
                .noneMatch(text -> text.contains("WrongSecret")
                        || text.contains(UnitrendsEmulator.DEMO_PASSWORD)
                        || text.contains(client.token()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.neighbours;

import static io.github.scpsdk.emulator.neighbours.PlainClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.EmulatorExtension;
import io.github.scpsdk.emulator.ZStackEmulator;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ZStackEmulatorTest {
    private static final Path EXAMPLE = Path.of("..", "api", "examples", "zstack", "1.0", "createVolumeBackup");
    private static final String VOLUME = "1a0c6b2ca31a3b40b2c06a0f2ecb0849";
    private static final String LOCAL = "9b26312501614ec0b6dc731e6977dfb2";
    private static final String REMOTE = "33e8dd4b1e9a4bd8a4b6b1b5e8f6a2c4";
    private static final String CREATE = "POST /zstack/v1/volumes/" + VOLUME + "/volume-backups";

    @RegisterExtension
    static final EmulatorExtension<ZStackEmulator> ZSTACK =
            new EmulatorExtension<>(ZStackEmulator.class, ZStackEmulator::start);

    private final ZStackEmulator zstack;

    ZStackEmulatorTest(ZStackEmulator zstack) {
        this.zstack = zstack;
    }

    @BeforeEach
    void seed() {
        zstack.seed()
                .volume(VOLUME, "data", 1L << 30)
                .imageStore(LOCAL, "local")
                .imageStore(REMOTE, "remote");
    }

    private static String backup(String more) {
        return "{'params':{'volumeUuid':'" + VOLUME + "','backupStorageUuid':'" + LOCAL + "','name':'Backup-1'" + more
                + "}}";
    }

    @Test
    void respondsAsDocumentedWhereItIsSeededSo() throws IOException {
        Clock then = Clock.fixed(Instant.parse("2017-11-14T22:20:57Z"), ZoneOffset.UTC);
        try (ZStackEmulator synchronous =
                ZStackEmulator.builder().synchronous().clock(then).start()) {
            synchronous.seed().volume(VOLUME, "data", 1L << 30).imageStore(LOCAL, "local");
            String documented = Files.readString(EXAMPLE.resolve("response-200.json"));
            PlainClient client = PlainClient.of(synchronous);
            HttpResponse<String> response = client.send(
                    CREATE, backup(",'description':'volume backup','resourceUuid':'6bd6608ecda63747b2471a02b42704d6'"));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"size\":1.073741824E9", "\"Nov 14, 2017 10:20:57 PM\"");
            JsonNode inventory = json(response.body()).path("inventory");
            json(documented)
                    .path("inventory")
                    .properties()
                    .forEach(field -> assertThat(inventory.path(field.getKey())).isEqualTo(field.getValue()));

            synchronous.respondWith(call -> call.documented());
            assertThat(client.send(CREATE, backup("")).body()).isEqualTo(documented);
        }
    }

    @Test
    void respondsWithTheAddressOfAJobUntilItIsDone() {
        zstack.delay("zstack", "createVolumeBackup", Duration.ofMinutes(5));
        PlainClient client = PlainClient.of(zstack);
        HttpResponse<String> started = client.send(CREATE, backup(""));
        assertThat(started.statusCode()).isEqualTo(202);
        String location = json(started.body()).path("location").textValue();
        assertThat(location).startsWith(zstack.endpoint() + "/zstack/v1/api-jobs/");
        assertThat(client.answer("GET " + location)).isEqualTo("202 ");
        String job = location.substring(location.lastIndexOf('/') + 1);
        assertThat(client.ok("GET /zstack/v1/task-progresses/" + job)
                        .at("/inventories/0/content")
                        .textValue())
                .isEqualTo("0");
        assertThat(client.ok("GET /zstack/v1/volume-backups?q=status=Creating").path("inventories"))
                .hasSize(1);

        zstack.clock().advance(Duration.ofMinutes(5));
        JsonNode done = client.ok("GET " + location);
        assertThat(done.at("/inventory/status").textValue()).isEqualTo("Ready");
        assertThat(done.at("/inventory/backupStorageRefs/0/backupStorageUuid").textValue())
                .isEqualTo(LOCAL);
        zstack.clock().advance(Duration.ofDays(1));
        assertThat(client.answer("GET " + location)).isEqualTo("404 the job has been expired");
    }

    @Test
    void failsAJobWhoseVolumeWasDeletedMeanwhile() {
        zstack.delay("zstack", "createVolumeBackup", Duration.ofMinutes(5));
        PlainClient client = PlainClient.of(zstack);
        String location = client.ok(CREATE, backup("")).path("location").textValue();
        client.done("DELETE /zstack/v1/volumes/" + VOLUME, "");
        zstack.clock().advance(Duration.ofMinutes(5));
        assertThat(client.answer("GET " + location))
                .startsWith("503 {\"error\":{\"code\":\"SYS.1006\"")
                .contains("was deleted before");
        assertThat(client.answer(CREATE, backup("")))
                .startsWith("200 {\"error\":{\"code\":\"SYS.1007\"")
                .contains("is deleted");
    }

    @Test
    void copiesABackupAndRestoresIt() {
        PlainClient client = PlainClient.of(zstack);
        String uuid = client.done(CREATE, backup("")).at("/inventory/uuid").textValue();
        String path = "/zstack/v1/volume-backups/" + uuid;
        String copy = "{'syncBackupFromImageStoreBackupStorage':{'srcBackupStorageUuid':'" + LOCAL
                + "','dstBackupStorageUuid':'" + REMOTE + "'}}";
        assertThat(client.done("PUT " + path + "/actions", copy).at("/inventory/backupStorageRefs"))
                .hasSize(2);
        assertThat(client.answer("PUT " + path + "/actions", copy))
                .startsWith("200 ")
                .contains("already");
        assertThat(client.ok("GET /zstack/v1/volume-backups?q=backupStorageRefs.backupStorageUuid=" + REMOTE
                                + "&q=name~=Back%25&replyWithCount=true")
                        .path("total")
                        .intValue())
                .isEqualTo(1);

        JsonNode volume = client.done(
                        "POST /zstack/v1/volumes/data-volume/from/volume-template/" + uuid,
                        "{'params':{'name':'again'}}")
                .path("inventory");
        assertThat(volume.path("size")).isEqualTo(json("1.073741824E9"));
        client.done("DELETE " + path + "?backupStorageUuids=" + LOCAL, "");
        assertThat(client.ok("GET " + path)
                        .at("/inventories/0/backupStorageRefs/0/backupStorageUuid")
                        .textValue())
                .isEqualTo(REMOTE);
        client.done("DELETE " + path, "");
        assertThat(client.ok("GET " + path).path("inventories")).isEmpty();
        client.done("DELETE " + path, ""); // deleting what is not there is a success
    }

    @Test
    void buildsIncrementsOnAFullBackup() {
        PlainClient client = PlainClient.of(zstack);
        String full = client.done(CREATE, backup("")).at("/inventory/uuid").textValue();
        JsonNode increment =
                client.done(CREATE, backup(",'mode':'incremental'")).path("inventory");
        assertThat(increment.path("groupUuid").textValue()).isEqualTo(full);
        assertThat(client.answer("DELETE /zstack/v1/volume-backups/" + full)).contains("builds on this one");
        client.done("DELETE /zstack/v1/volume-backups/" + full + "?handleDependency=true", "");
        assertThat(client.ok("GET /zstack/v1/volume-backups").path("inventories"))
                .isEmpty();
    }

    @Test
    void findsWhatAQueryAsksFor() {
        zstack.seed().volume("2".repeat(32), "shop", 1L << 20);
        PlainClient client = PlainClient.of(zstack);
        String volumes = "GET /zstack/v1/volumes";
        assertThat(client.ok(volumes + "?q=size%3E1048576")
                        .at("/inventories/0/name")
                        .textValue())
                .isEqualTo("data");
        assertThat(client.ok(volumes + "?sort=-size&limit=1")
                        .at("/inventories/0/name")
                        .textValue())
                .isEqualTo("data");
        assertThat(client.ok(volumes + "?q=name?=shop,data&count=true").toString())
                .isEqualTo("{\"total\":2}");
        assertThat(client.ok(volumes + "?q=name=shop&fields=name")
                        .path("inventories")
                        .toString())
                .isEqualTo("[{\"name\":\"shop\"}]");
        assertThat(client.answer(volumes + "?q=shop")).startsWith("503 ").contains("SYS.1007");
        assertThat(client.ok("GET /zstack/v1/volumes/" + "9".repeat(32)).path("inventories"))
                .isEmpty();
    }

    @Test
    void refusesInTheWaysOfTheSystem() {
        PlainClient client = PlainClient.of(zstack);
        assertThat(client.answer(
                        "POST /zstack/v1/volumes/none/volume-backups",
                        backup("").replace(VOLUME, "none")))
                .isEqualTo("200 {\"error\":{\"code\":\"SYS.1006\",\"description\":\"There is no volume none.\","
                        + "\"details\":\"There is no volume none.\"}}");
        assertThat(client.answer(CREATE, "{}"))
                .startsWith("503 {\"error\":{\"code\":\"SYS.1007\"")
                .contains("body.params: Field required");
        assertThat(client.answer("GET /zstack/v1/nothing")).startsWith("404 no api mapping");
        String uuid = ",'resourceUuid':'" + "a".repeat(32) + "'";
        client.done(CREATE, backup(uuid));
        assertThat(client.answer(CREATE, backup(uuid))).startsWith("200 ").contains("There is a resource");
    }

    @Test
    void wantsASessionThatHolds() {
        PlainClient client = PlainClient.of(zstack);
        String list = "GET /zstack/v1/volumes";
        assertThat(new PlainClient(zstack.endpoint(), "", "").answer(list))
                .isEqualTo("400 missing header 'Authorization'");
        assertThat(new PlainClient(zstack.endpoint(), "Authorization", "Basic x").answer(list))
                .startsWith("400 ");
        assertThat(new PlainClient(zstack.endpoint(), "Authorization", "OAuth x").answer(list))
                .startsWith("503 ")
                .contains("ID.1001");
        client.ok(list);
        zstack.clock().advance(Duration.ofHours(1));
        assertThat(client.answer(list)).startsWith("503 ").contains("ID.1001");
        new PlainClient(zstack.endpoint(), "", "").ok("PUT /zstack/v1/management-nodes/actions", "{'getVersion':{}}");
        assertThat(client.answer("PUT /zstack/v1/accounts/login", PlainClient.zstackLogin("wrong")))
                .startsWith("503 ")
                .contains("ID.1000");
        assertThat(zstack.requests())
                .extracting(request -> new String(request.body(), StandardCharsets.UTF_8) + request.headers())
                .noneMatch(text -> text.contains(client.token().substring(6)));
    }
}

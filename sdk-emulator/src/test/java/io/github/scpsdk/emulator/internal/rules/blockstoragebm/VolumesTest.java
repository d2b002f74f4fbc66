// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.ATTACH_SERVER;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.DETACH_SERVER;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.SERVER;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.newVolume;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.resource;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.volume;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumesTest {
    private static final String SERVICE = "baremetal-blockstorage";
    private static final String GONE = "404 BaremetalBlockstorage.NotFoundVolume";
    private static final String VOLUME_STATE = "400 BaremetalBlockstorage.InvalidVolumeState";
    private static final String ATTACHMENT_STATE = "400 BaremetalBlockstorage.InvalidAttachmentState";
    private static final String INVALID = "400 ValidationError";
    private static final String OTHER = ATTACH_SERVER.replace(SERVER, "other");

    private ScpEmulator scp;
    private TestClient west;

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
        west = TestClient.of(scp, SERVICE + " 1.3");
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    private JsonNode show(String volume) {
        return west.ok("GET /volumes/" + volume).path("result");
    }

    @Test
    void createsAVolumeThatIsInUseAfterAWhile() {
        scp.delay(SERVICE, "createVolume", Duration.ofSeconds(30));
        JsonNode accepted = west.ok("POST /volumes", newVolume("bs-01"));
        String volume = resource(accepted);

        JsonNode creating = show(volume);
        scp.clock().advance(Duration.ofSeconds(30));
        JsonNode shown = show(volume);

        assertThat(accepted.path("request_id").textValue()).matches("req-[0-9a-f-]{36}");
        assertThat(volume).matches("[0-9a-f]{32}");
        assertThat(creating.path("state").textValue()).isEqualTo("CREATING");
        assertThat(creating.has("previous_state")).isFalse();
        assertThat(shown.path("state").textValue()).isEqualTo("IN_USE");
        assertThat(shown.path("previous_state").textValue()).isEqualTo("CREATING");
        assertThat(shown.path("purpose").textValue()).isEqualTo("ORG");
        assertThat(shown.path("size_gb").intValue()).isEqualTo(10);
        assertThat(shown.path("qos").toString()).isEqualTo("{\"iops\":6000,\"throughput\":300}");
        assertThat(shown.path("is_encryption").booleanValue()).isTrue();
        assertThat(shown.has("snapshot_rate")).isFalse();
        assertThat(shown.path("snapshot_schedule").toString()).isEqualTo("{\"frequency\":\"NONE\"}");
        assertThat(shown.path("iscsi_target_ips")).hasSize(2);
        assertThat(shown.path("storage_volume_name").textValue()).matches("vo[0-9]{12}[0-9a-f]{11}");
        assertThat(shown.path("srn").textValue()).endsWith(":kr-west1::baremetal-blockstorage:volume/" + volume);
        assertThat(shown.path("attachments").findValuesAsText("id")).containsExactly(SERVER);
        assertThat(shown.path("attachments").findValuesAsText("state")).containsExactly("RUNNING");
        assertThat(shown.path("external_errors")).isEmpty();
    }

    @Test
    void saysInListsOnlyIdAndNameOfServers() {
        resource(west.ok("POST /volumes", newVolume("bs-01")));
        assertThat(west.ok("GET /volumes").at("/volumes/0/attachments").toString())
                .isEqualTo("[{\"id\":\"" + SERVER + "\",\"name\":\"server-" + SERVER.substring(0, 8) + "\"}]");
    }

    @Test
    void deletesAVolumeOnceItsServersAreDetached() {
        scp.delay(SERVICE, "deleteVolume", Duration.ofSeconds(30));
        String volume = volume(west);
        assertThat(west.refused("DELETE /volumes/" + volume)).isEqualTo(VOLUME_STATE);
        assertThat(west.detail("DELETE /volumes/" + volume, "")).contains("must be all detached");
        west.ok("DELETE /volumes/" + volume + "/attachments", DETACH_SERVER);
        assertThat(show(volume).path("state").textValue()).isEqualTo("AVAILABLE");

        assertThat(resource(west.ok("DELETE /volumes/" + volume))).isEqualTo(volume);

        assertThat(show(volume).path("state").textValue()).isEqualTo("DELETING");
        assertThat(west.refused("DELETE /volumes/" + volume)).isEqualTo(VOLUME_STATE);
        assertThat(west.refused("POST /volumes/" + volume + "/attachments", ATTACH_SERVER))
                .isEqualTo(VOLUME_STATE);
        scp.clock().advance(Duration.ofSeconds(30));
        assertThat(west.refused("GET /volumes/" + volume)).isEqualTo(GONE);
        assertThat(west.ok("GET /volumes").path("volumes")).isEmpty();
    }

    @Test
    void attachesAndDetachesServers() {
        String volume = volume(west);
        String attachments = " /volumes/" + volume + "/attachments";

        assertThat(west.refused("POST" + attachments, ATTACH_SERVER)).isEqualTo(ATTACHMENT_STATE);
        assertThat(west.refused("DELETE" + attachments, "{'attachments':['other']}"))
                .isEqualTo(ATTACHMENT_STATE);
        assertThat(west.refused("DELETE" + attachments, "{'attachments':[]}")).isEqualTo(INVALID);
        assertThat(west.ok("POST" + attachments, OTHER).path("attachments").findValuesAsText("object_id"))
                .containsExactly(SERVER, "other");
        assertThat(west.ok("DELETE" + attachments, DETACH_SERVER)
                        .path("attachments")
                        .findValuesAsText("object_id"))
                .containsExactly("other");

        assertThat(show(volume).path("state").textValue()).isEqualTo("IN_USE");
        assertThat(show(volume).path("previous_state").textValue()).isEqualTo("DETACHING");
    }

    @Test
    void attachesAtMostEightServers() {
        String volume = volume(west);
        for (int i = 0; i < 7; i++) {
            west.ok("POST /volumes/" + volume + "/attachments", OTHER.replace("other", "other-" + i));
        }
        assertThat(west.refused("POST /volumes/" + volume + "/attachments", OTHER))
                .isEqualTo(ATTACHMENT_STATE);
    }

    @Test
    void respondsToAttachmentsWithTheWholeVolumeBefore1point2() {
        TestClient old = west.speaking(SERVICE + " 1.1");
        JsonNode body = old.ok("POST /volumes/" + volume(west) + "/attachments", OTHER);
        assertThat(body.path("result").path("attachments").findValuesAsText("id"))
                .containsExactly(SERVER, "other");
        assertThat(body.has("attachments")).isFalse();
    }

    @Test
    void refusesServersThatAStrictRegistryDoesNotKnow() {
        try (ScpEmulator strict = ScpEmulator.builder().strictReferences().start()) {
            assertThat(TestClient.of(strict, SERVICE + " 1.3").refused("POST /volumes", newVolume("bs-01")))
                    .isEqualTo("404 BaremetalBlockstorage.NotFoundServer");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | 'bs-01' | 'b1'",
                "name | 'bs-01' | '1bs'",
                "size_gb | 10 | 0",
                "size_gb | 10 | 16385",
                "iops | 6000 | 4999",
                "iops | 6000 | 20001",
                "throughput | 300 | 249",
                "throughput | 300 | 1001",
                "qos | SSD | HDD",
                "qos | 'qos' | 'none'",
            },
            quoteCharacter = '`')
    void refusesWhatIsOutOfRangeAndNamesTheField(String field, String good, String bad) {
        String body = newVolume("bs-01").replace(good, bad);
        assertThat(west.refused("POST /volumes", body)).isEqualTo(INVALID);
        assertThat(west.detail("POST /volumes", body)).contains("body." + field);
    }

    @Test
    void namesTheFieldsThatAnEmptyBodyLacks() {
        assertThat(west.detail("POST /volumes", "{}"))
                .contains("body.attachments", "body.disk_type", "body.name", "body.size_gb");
        assertThat(west.refused(
                        "POST /volumes", newVolume("bs-01").replaceAll("'attachments':.*", "'attachments':[]}")))
                .isEqualTo(INVALID);
    }

    @Test
    void changesOnlyTheLimitsThatAreSent() {
        String qos = "PUT /volumes/" + volume(west) + "/qos";
        assertThat(west.ok(qos, "{'iops':20000}").toString()).isEqualTo("{\"iops\":20000,\"throughput\":300}");
        assertThat(west.ok(qos, "{}").toString()).isEqualTo("{\"iops\":20000,\"throughput\":300}");
        assertThat(west.refused(qos, "{'throughput':1}")).isEqualTo(INVALID);
        String hdd = resource(west.ok(
                "POST /volumes", newVolume("bs-01").replace("SSD", "HDD").replaceAll("'qos':\\{[^}]*},", "")));
        assertThat(west.refused("PUT /volumes/" + hdd + "/qos", "{'iops':9000}"))
                .isEqualTo("400 BaremetalBlockstorage.InvalidVolumeDiskType");
        assertThat(show(hdd).has("qos")).isFalse();
    }

    @Test
    void givesSsdVolumesOfOldVersionsTheLeastLimits() {
        String volume = resource(west.speaking(SERVICE + " 1.0").ok("POST /volumes", newVolume("bs-01")));
        assertThat(show(volume).path("qos").toString()).isEqualTo("{\"iops\":5000,\"throughput\":250}");
    }

    @Test
    void overlooksFieldsOfNewerVersions() {
        String body = newVolume("bs-01").replace("kr-west1-a", "kr-east1-a");
        assertThat(west.request("POST /volumes", body).sendTo(scp).status()).isEqualTo(202);
    }

    @Test
    void listsByNameServerAndPage() {
        scp.reset();
        for (int i = 0; i < 12; i++) {
            west.ok("POST /volumes", newVolume("vol-" + i));
        }
        String special = resource(west.ok("POST /volumes", newVolume("special").replace(SERVER, "other")));

        JsonNode page = west.ok("GET /volumes?name=vol-1&sort=name:asc&limit=2&offset=1");
        assertThat(page.path("total_count").intValue()).isEqualTo(3);
        assertThat(page.path("volumes").findValuesAsText("name")).contains("vol-10", "vol-11");
        assertThat(ids(west.ok("GET /volumes?object_name=server-other"))).containsExactly(special);
        assertThat(west.ok("GET /volumes?object_name=nobody").toString())
                .isEqualTo("{\"total_count\":0,\"volumes\":[]}");
        assertThat(west.in("kr-east1").ok("GET /volumes").path("total_count").intValue())
                .isZero();
        JsonNode item = west.ok("GET /volumes?limit=1").path("volumes").path(0);
        assertThat(item.path("is_snapshot_activated").booleanValue()).isFalse();
        assertThat(item.path("has_relation").booleanValue()).isFalse();
        assertThat(west.refused("GET /volumes?sort=qos:asc")).isEqualTo(INVALID);
    }

    private static List<String> ids(JsonNode list) {
        return list.path("volumes").findParents("disk_type").stream()
                .map(volume -> volume.path("id").textValue())
                .toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.neighbours;

import static io.github.scpsdk.emulator.neighbours.PlainClient.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.Emulator;
import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import io.github.scpsdk.emulator.ZStackEmulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the emulators of the systems of others share with the platform's: control paths, status, saved state, a folder. */
class NeighbourControlTest {
    private static final String SEED = "{'sources':[{'host':'branch-1','asset_tag':'a'}],'storage':[{'name':'s'}],"
            + "'rejecting_targets':[{'host':'full','message':'no space'}]}";

    private static PlainClient control(Emulator emulator) {
        return new PlainClient(URI.create("http://127.0.0.1:" + emulator.port()), "", "");
    }

    @Test
    void takesSeedsAsJson() {
        try (OtcCbrEmulator otc = OtcCbrEmulator.start();
                UnitrendsEmulator appliance = UnitrendsEmulator.start();
                ZStackEmulator zstack = ZStackEmulator.start()) {
            assertThatThrownBy(() -> otc.seed("mars", PROJECT)).hasMessage("The regions are [eu-de, eu-nl], not mars.");
            control(otc)
                    .ok(
                            "POST /_emulator/seed",
                            "{'region':'eu-de','project':'" + PROJECT + "','vaults':[{'id':'v'},"
                                    + "{'id':'r','protect_type':'replication'}],"
                                    + "'backups':[{'id':'b','vault_id':'v','server_id':'s'}]}");
            assertThat(PlainClient.of(otc)
                            .ok("GET /v3/{project}/backups")
                            .path("count")
                            .intValue())
                    .isEqualTo(1);
            control(appliance).ok("POST /_emulator/seed", SEED);
            assertThat(PlainClient.of(appliance).ok("GET /api/storage").path("storage"))
                    .hasSize(2);
            control(zstack)
                    .ok(
                            "POST /_emulator/seed",
                            "{'volumes':[{'uuid':'v','name':'data','size':7}],'image_stores':[{'uuid':'s'}]}");
            assertThat(PlainClient.of(zstack).ok("GET /zstack/v1/volumes").path("inventories"))
                    .hasSize(1);
            assertThat(control(otc).answer("POST /_emulator/seed", "{'region':'mars','project':'p'}"))
                    .startsWith("400 ");
        }
    }

    @Test
    void showsItsStatusWithoutSecrets() {
        try (UnitrendsEmulator appliance = UnitrendsEmulator.start()) {
            PlainClient client = PlainClient.of(appliance);
            appliance.seed().source("branch-1", "asset-1");
            client.ok("GET /api/storage");
            JsonNode status = control(appliance).ok("GET /_emulator/status");
            assertThat(status.path("title").textValue()).isEqualTo("Unitrends appliance");
            assertThat(status.at("/services/0/name").textValue()).isEqualTo("unitrends");
            assertThat(status.path("resources"))
                    .extracting(r -> r.path("kind").textValue())
                    .contains("unitrends/request", "unitrends/system");
            assertThat(status.path("requests"))
                    .extracting(r -> r.path("operation").textValue())
                    .containsExactly("listStorage", "login");
            assertThat(status.toString()).doesNotContain(client.token(), Emulator.DEMO_PASSWORD);
            assertThat(control(appliance).send("GET /_emulator/", "").body()).contains("<h1 id=\"title\">");
        }
    }

    @Test
    void savesItsStateWithWhatIsStillToHappen() {
        String state;
        try (ZStackEmulator first = ZStackEmulator.builder()
                .delay("zstack", "createVolumeBackup", Duration.ofHours(1))
                .start()) {
            first.seed().volume("v", "data", 7).imageStore("s", "local");
            PlainClient.of(first)
                    .ok(
                            "POST /zstack/v1/volumes/v/volume-backups",
                            "{'params':{'volumeUuid':'v','backupStorageUuid':'s','name':'b'}}");
            state = first.saveState();
        }
        try (ZStackEmulator second = ZStackEmulator.start()) {
            second.loadState(state);
            second.clock().advance(Duration.ofHours(1));
            assertThat(PlainClient.of(second)
                            .ok("GET /zstack/v1/volume-backups")
                            .at("/inventories/0/status")
                            .textValue())
                    .isEqualTo("Ready");
        }
    }

    @Test
    void keepsItsStateInAFolder(@TempDir Path folder) {
        try (UnitrendsEmulator first =
                UnitrendsEmulator.builder().persistIn(folder).start()) {
            first.seed().source("branch-1", "asset-1");
            PlainClient.of(first).ok("POST /api/replication/source", "{'request_id':1,'accept':true}");
        }
        try (UnitrendsEmulator second =
                UnitrendsEmulator.builder().persistIn(folder).start()) {
            assertThat(PlainClient.of(second).ok("GET /api/systems").path("appliance"))
                    .hasSize(2);
        }
    }

    @Test
    void letsOthersLogInAndRefusesOtherHosts() {
        try (UnitrendsEmulator appliance = UnitrendsEmulator.builder()
                .user("somebody", "else")
                .strictRequests()
                .start()) {
            assertThat(control(appliance).answer("POST /api/login", "{'username':'somebody','password':'else'}"))
                    .startsWith("201 ");
            assertThat(control(appliance)
                            .answer("POST /api/login", "{'username':'somebody','password':'else','more':1}"))
                    .startsWith("500 ")
                    .contains("body.more: Extra inputs are not permitted");
        }
    }

    @Test
    void refusesNamesThatDoNotExist() {
        assertThatThrownBy(() -> ZStackEmulator.builder().delay("zstack", "backUp", Duration.ZERO))
                .hasMessage("There is no operation 'backUp' of a service 'zstack'.");
        try (ZStackEmulator zstack = ZStackEmulator.builder()
                .delay("zstack", "pollJob", Duration.ZERO)
                .start()) {
            assertThat(control(zstack).answer("PUT /_emulator/delays", "{'unitrends':{'login':'PT1S'}}"))
                    .startsWith("400 ")
                    .contains("there are zstack.");
        }
    }
}

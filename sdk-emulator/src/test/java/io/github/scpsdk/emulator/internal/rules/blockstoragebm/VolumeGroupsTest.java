// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.BREAK;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.DAILY;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.DETACH_SERVER;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.group;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.groupSnapshot;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.newGroup;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.newGroupRecovery;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.newGroupReplication;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.newReplication;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.resource;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.snapshot;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.volume;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.volumeWithRate;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.volumes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VolumeGroupsTest {
    private static final String SERVICE = "baremetal-blockstorage";
    private static final String GROUP_STATE = "400 BaremetalBlockstorage.InvalidVolumeGroupState";
    private static final String VOLUME_STATE = "400 BaremetalBlockstorage.InvalidVolumeState";
    private static final String GONE = "404 BaremetalBlockstorage.NotFoundVolumeGroup";

    private ScpEmulator scp;
    private TestClient west;
    private TestClient east;
    private String first;
    private String second;
    private String group;

    @BeforeEach
    void createGroup() {
        scp = ScpEmulator.start();
        west = TestClient.of(scp, SERVICE + " 1.3");
        east = west.in("kr-east1");
        first = volumeWithRate(west);
        second = volumeWithRate(west);
        scp.delay(SERVICE, "createVolumeGroup", Duration.ofSeconds(30));
        group = group(west, List.of(first, second));
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    private void wait30Seconds() {
        scp.clock().advance(Duration.ofSeconds(30));
    }

    private static JsonNode showVolume(TestClient client, String volume) {
        return client.ok("GET /volumes/" + volume).path("result");
    }

    private static JsonNode show(TestClient client, String group) {
        return client.ok("GET /volume-groups/" + group).path("result");
    }

    private static List<String> members(JsonNode group) {
        List<String> ids = new ArrayList<>();
        group.path("member_volumes").forEach(member -> ids.add(member.path("id").textValue()));
        return ids;
    }

    private List<String> snapshots(String owner) {
        return west.ok("GET /" + owner + "/snapshots").path("snapshots").findValuesAsText("snapshot_id");
    }

    @Test
    void becomesAvailableAndHasItsMembers() {
        assertThat(show(west, group).path("state").textValue()).isEqualTo("CREATING");
        assertThat(west.refused("POST /volume-groups/" + group + "/snapshots")).isEqualTo(GROUP_STATE);
        wait30Seconds();

        JsonNode shown = show(west, group);
        assertThat(shown.path("state").textValue()).isEqualTo("AVAILABLE");
        assertThat(shown.path("purpose").textValue()).isEqualTo("ORG");
        assertThat(members(shown)).containsExactly(first, second);
        assertThat(shown.path("storage_volume_group_name").textValue()).matches("go[0-9]{12}[0-9a-f]{11}");
        assertThat(shown.path("snapshot_schedule").path("frequency").textValue())
                .isEqualTo("NONE");
        assertThat(showVolume(west, first).path("volume_group").toString())
                .isEqualTo("{\"id\":\"" + group + "\",\"name\":\"vg-01\"}");
        JsonNode list = west.ok("GET /volume-groups?name=vg");
        assertThat(list.path("total_count").intValue()).isEqualTo(1);
        assertThat(list.path("volume_groups")
                        .path(0)
                        .path("num_of_block_storages")
                        .intValue())
                .isEqualTo(2);
        assertThat(west.ok("GET /volumes?volume_group_name=vg")
                        .path("total_count")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void takesOnlyVolumesWithARateAndNothingElse() {
        wait30Seconds();
        String create = "POST /volume-groups";
        String scheduled = volumeWithRate(west);
        west.ok("POST /volumes/" + scheduled + "/snapshot-schedules", DAILY);
        String replicated = volumeWithRate(west);
        west.ok("POST /volumes/" + replicated + "/replications", newReplication());

        assertThat(west.refused(create, newGroup(List.of(volume(west)))))
                .isEqualTo("400 BaremetalBlockstorage.InvalidSnapshotRateState");
        assertThat(west.refused(create, newGroup(List.of(scheduled)))).isEqualTo(VOLUME_STATE);
        assertThat(west.refused(create, newGroup(List.of(replicated)))).isEqualTo(VOLUME_STATE);
        assertThat(west.refused(create, newGroup(List.of(first)))).isEqualTo(VOLUME_STATE);
        assertThat(west.refused(create, newGroup(List.of("none"))))
                .isEqualTo("404 BaremetalBlockstorage.NotFoundVolume");
        assertThat(west.refused(create, newGroup(List.of()).replace("''", ""))).isEqualTo("400 ValidationError");
        String twice = volumeWithRate(west);
        assertThat(west.refused(create, newGroup(List.of(twice, twice)))).isEqualTo("400 ValidationError");
    }

    @Test
    void refusesItsMembersSchedulesReplicationAndDeletion() {
        wait30Seconds();
        assertThat(west.refused("POST /volumes/" + first + "/snapshot-schedules", DAILY))
                .isEqualTo(VOLUME_STATE);
        assertThat(west.refused("POST /volumes/" + first + "/replications", newReplication()))
                .isEqualTo(VOLUME_STATE);
        assertThat(west.refused("DELETE /volumes/" + first + "/snapshot-rates"))
                .isEqualTo("400 BaremetalBlockstorage.InvalidSnapshotRateState");
        west.ok("DELETE /volumes/" + first + "/attachments", DETACH_SERVER);
        assertThat(west.refused("DELETE /volumes/" + first)).isEqualTo(VOLUME_STATE);
    }

    @Test
    void hasAtMost16Members() {
        wait30Seconds();
        List<String> more = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            more.add(volumeWithRate(west));
        }
        String add = "PUT /volume-groups/" + group + "/members/add";
        assertThat(west.refused(add, volumes(more))).isEqualTo(GROUP_STATE);
        assertThat(members(west.ok(add, volumes(more.subList(0, 14))))).hasSize(16);
    }

    @Test
    void disappearsWithItsLastMember() {
        wait30Seconds();
        scp.delay(SERVICE, "removeVolumeGroupMemberOnVolumeGroup", Duration.ofSeconds(30));
        String remove = "PUT /volume-groups/" + group + "/members/remove";
        assertThat(west.refused(remove, volumes(List.of(volumeWithRate(west))))).isEqualTo(GROUP_STATE);
        assertThat(members(west.ok(remove, volumes(List.of(first))))).containsExactly(second);
        assertThat(showVolume(west, first).has("volume_group")).isFalse();

        assertThat(members(west.ok(remove, volumes(List.of(second))))).isEmpty();

        assertThat(show(west, group).path("state").textValue()).isEqualTo("DELETED");
        assertThat(west.ok("GET /volume-groups").path("total_count").intValue()).isZero();
        wait30Seconds();
        assertThat(west.refused("GET /volume-groups/" + group)).isEqualTo(GONE);
    }

    @Test
    void takesSnapshotsThatLieOnItsMembers() {
        wait30Seconds();
        String own = snapshot(west, first);
        String older = groupSnapshot(west, group);
        String newer = groupSnapshot(west, group);
        assertThat(snapshots("volume-groups/" + group)).containsExactly(newer, older);
        assertThat(snapshots("volumes/" + first)).hasSize(3).contains(own);
        assertThat(snapshots("volumes/" + second)).hasSize(2);

        west.ok("PUT /volume-groups/" + group + "/snapshots/" + older + "/restore");
        assertThat(snapshots("volume-groups/" + group)).containsExactly(older);
        assertThat(snapshots("volumes/" + second)).hasSize(1);
        west.ok("DELETE /volume-groups/" + group + "/snapshots/" + older);

        assertThat(snapshots("volume-groups/" + group)).isEmpty();
        assertThat(snapshots("volumes/" + first)).containsExactly(own);
        assertThat(west.refused("DELETE /volume-groups/" + group + "/snapshots/" + older))
                .isEqualTo("404 BaremetalBlockstorage.NotFoundSnapshot");
    }

    @Test
    void losesASnapshotWithTheLastOfItsParts() {
        wait30Seconds();
        groupSnapshot(west, group);
        west.ok("DELETE /volumes/" + first + "/snapshots/"
                + snapshots("volumes/" + first).get(0));
        assertThat(snapshots("volume-groups/" + group)).hasSize(1);
        west.ok("PUT /volume-groups/" + group + "/members/remove", volumes(List.of(second)));
        assertThat(snapshots("volume-groups/" + group)).isEmpty();
        assertThat(snapshots("volumes/" + second)).hasSize(1);
    }

    @Test
    void takesSnapshotsByItsOwnSchedule() {
        wait30Seconds();
        String schedule = " /volume-groups/" + group + "/snapshot-schedules";
        assertThat(west.refused("DELETE" + schedule))
                .isEqualTo("400 BaremetalBlockstorage.InvalidSnapshotScheduleState");
        west.ok("POST" + schedule, DAILY);
        scp.clock().advance(Duration.ofDays(130));
        assertThat(snapshots("volume-groups/" + group)).hasSize(128);
        assertThat(snapshots("volumes/" + second)).hasSize(128);
        assertThat(west.ok("DELETE" + schedule).path("volume_group_id").textValue())
                .isEqualTo(group);
    }

    @Test
    void isRecoveredAsAnotherGroupOfOtherVolumes() {
        wait30Seconds();
        String snapshot = groupSnapshot(west, group);

        String recovery = resource(west.ok("POST /volume-groups/" + group + "/recoveries", newGroupRecovery(snapshot)));

        JsonNode recovered = show(west, recovery);
        assertThat(recovered.path("name").textValue()).isEqualTo("re-vg-01");
        assertThat(recovered.path("purpose").textValue()).isEqualTo("RECOVERY");
        assertThat(recovered.path("state").textValue()).isEqualTo("AVAILABLE");
        assertThat(recovered.path("member_volumes")).hasSize(2).allSatisfy(member -> {
            assertThat(member.path("name").textValue()).isEqualTo("re-bs-01");
            assertThat(member.path("state").textValue()).isEqualTo("AVAILABLE");
            assertThat(member.path("origin_volume").path("name").textValue()).isEqualTo("bs-01");
        });
        JsonNode pair = show(west, group).path("recovery");
        assertThat(pair.path("origin_volume_group").path("id").textValue()).isEqualTo(group);
        assertThat(pair.path("recovery_volume_group").path("id").textValue()).isEqualTo(recovery);
        assertThat(west.refused("POST /volume-groups/" + recovery + "/snapshots"))
                .isEqualTo("400 BaremetalBlockstorage.InvalidVolumePurpose");
        assertThat(west.refused(
                        "POST /volume-groups/" + group + "/recoveries",
                        newGroupRecovery(snapshot).replace("re-", "a-prefix-that-is-too-long-")))
                .isEqualTo("400 ValidationError");
    }

    @Test
    void isReplicatedWithAllItsMembers() {
        wait30Seconds();
        scp.delay(SERVICE, "createVolumeGroupReplication", Duration.ofSeconds(30));
        String path = "/volume-groups/" + group + "/replications";
        String replica = resource(west.ok("POST " + path, newGroupReplication()));
        assertThat(show(west, group).path("state").textValue()).isEqualTo("EDITING");
        assertThat(show(east, replica).path("state").textValue()).isEqualTo("CREATING");
        wait30Seconds();

        JsonNode there = show(east, replica);
        assertThat(there.path("state").textValue()).isEqualTo("AVAILABLE");
        assertThat(there.path("purpose").textValue()).isEqualTo("REPL");
        assertThat(there.path("member_volumes"))
                .hasSize(2)
                .allSatisfy(
                        member -> assertThat(member.path("name").textValue()).isEqualTo("dr-bs-01"));
        JsonNode pair = west.ok("GET " + path).path("result");
        assertThat(pair)
                .isEqualTo(east.ok("GET /volume-groups/" + replica + "/replications")
                        .path("result"));
        assertThat(pair.path("related_volume_groups").findValuesAsText("id")).containsExactly(group, replica);
        assertThat(west.refused("PUT /volume-groups/" + group + "/members/remove", volumes(List.of(first))))
                .isEqualTo(GROUP_STATE);
        assertThat(west.refused("DELETE " + path)).isEqualTo("400 BaremetalBlockstorage.InvalidReplicationState");
        JsonNode policy = west.ok("PUT " + path + "/policy", BREAK);
        assertThat(policy.toString()).isEqualTo("{\"cycle\":\"5MIN\",\"sync_state\":\"BROKEN_OFF\"}");
        assertThat(west.ok("DELETE " + path).path("result").booleanValue()).isTrue();

        assertThat(show(west, group).path("has_replication").booleanValue()).isFalse();
        assertThat(show(east, replica).path("purpose").textValue()).isEqualTo("ORG");
        String member = members(show(east, replica)).get(0);
        assertThat(showVolume(east, member).path("purpose").textValue()).isEqualTo("ORG");
        assertThat(west.refused("GET " + path)).isEqualTo("404 BaremetalBlockstorage.NotFoundReplication");
    }
}

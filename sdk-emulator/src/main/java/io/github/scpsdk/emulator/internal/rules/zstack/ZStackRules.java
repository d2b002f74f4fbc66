// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.zstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.auth.Tokens;
import io.github.scpsdk.emulator.internal.auth.Tokens.Issued;
import io.github.scpsdk.emulator.internal.rules.EventRule;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.ServiceRules;
import io.github.scpsdk.emulator.internal.state.Ids;

/** ZStack. */
public final class ZStackRules implements ServiceRules {
    /** The path of a job, without its id at the end. */
    public static final String JOBS = Jobs.PATH;

    private static final String VERSION = "4.8.0";

    private final Tokens tokens;
    private final Jobs jobs;
    private final Volumes volumes;
    private final Backups backups;

    /**
     * The rules.
     *
     * @param synchronous whether long work is done before it is responded to
     */
    public ZStackRules(Tokens tokens, boolean synchronous) {
        this.tokens = tokens;
        this.jobs = new Jobs(synchronous);
        this.volumes = new Volumes(jobs);
        this.backups = new Backups(jobs);
    }

    @Override
    public String service() {
        return "zstack";
    }

    @Override
    public void register(Registration book) {
        book.on("login", this::login)
                .on("getVersion", call -> RuleCall.object().put("version", VERSION))
                .on("queryVolumes", volumes::query)
                .on("showVolume", volumes::show)
                .on("deleteDataVolume", volumes::delete)
                .when("volume deleted", end(Volumes::finishDelete))
                .on("createDataVolumeFromBackup", volumes::create)
                .when("volume made", end(Volumes::finishCreate))
                .on("queryBackupStorages", backups::queryStorages)
                .on("queryImageStores", backups::queryStorages)
                .on("rescanImageStore", backups::rescan)
                .when("store scanned", end(Backups::finishRescan))
                .on("createVolumeBackup", backups::create)
                .when("backup made", end(Backups::finishCreate))
                .on("queryVolumeBackups", backups::query)
                .on("showVolumeBackup", backups::show)
                .on("syncVolumeBackup", backups::copy)
                .when("backup copied", end(Backups::finishCopy))
                .on("deleteVolumeBackup", backups::delete)
                .when("backup deleted", end(Backups::finishDelete))
                .on("pollJob", jobs::poll)
                .when("job expired", jobs::expire)
                .on("getTaskProgress", jobs::progress);
    }

    private EventRule end(Jobs.Work work) {
        return (job, world) -> jobs.finish(job, world, work);
    }

    private JsonNode login(RuleCall call) {
        JsonNode asked = call.body().path("logInByAccount");
        String account = asked.path("accountName").asText();
        if (!tokens.isHashOfPassword(account, asked.path("password").asText())) {
            throw call.refuse("login-wrong");
        }
        Issued issued = tokens.issue("");
        String accountUuid = Ids.uuidOf(account).replace("-", "");
        ObjectNode session = RuleCall.object()
                .put("uuid", issued.token())
                .put("accountUuid", accountUuid)
                .put("userUuid", accountUuid)
                .put("expiredDate", Inventory.time(issued.session().expires()))
                .put("createDate", Inventory.time(call.now()));
        return RuleCall.object().set("inventory", session);
    }
}

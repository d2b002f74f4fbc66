// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.otccbr;

import io.github.scpsdk.emulator.internal.auth.Tokens;
import io.github.scpsdk.emulator.internal.rules.ServiceRules;
import java.util.List;

/** Open Telekom Cloud CBR. */
public final class OtcCbrRules implements ServiceRules {
    private final Login login;
    private final OperationLogs logs = new OperationLogs();
    private final Policies policies = new Policies();
    private final Vaults vaults = new Vaults(logs, policies);
    private final Backups backups = new Backups(logs);
    private final Replications replications;

    /**
     * The rules.
     *
     * @param domain  whose users may log in
     * @param regions between which backups are replicated
     */
    public OtcCbrRules(Tokens tokens, String domain, List<String> regions) {
        this.login = new Login(tokens, domain);
        this.replications = new Replications(logs, regions);
    }

    @Override
    public String service() {
        return "otc-cbr";
    }

    @Override
    public void register(Registration book) {
        book.on("login", login::login)
                .on("createVault", vaults::create)
                .on("listVaults", vaults::list)
                .on("showVault", vaults::show)
                .on("deleteVault", vaults::delete)
                .when("vault deleted", vaults::disappear)
                .on("addVaultResources", vaults::addResources)
                .on("removeVaultResources", vaults::removeResources)
                .on("createPolicy", policies::create)
                .on("listPolicies", policies::list)
                .on("deletePolicy", policies::delete)
                .on("associatePolicy", policies::associate)
                .on("dissociatePolicy", policies::dissociate)
                .on("createCheckpoint", backups::create)
                .when("checkpoint complete", backups::complete)
                .on("showCheckpoint", backups::showCheckpoint)
                .on("listBackups", backups::list)
                .on("showBackup", backups::show)
                .on("restoreBackup", backups::restore)
                .when("backup restored", backups::finishRestore)
                .on("deleteBackup", backups::delete)
                .when("backup deleted", backups::disappear)
                .on("replicateBackup", replications::replicate)
                .on("replicateCheckpoint", replications::replicateAll)
                .when("replica arrived", replications::arrive)
                .on("showReplicationCapabilities", replications::capabilities)
                .on("listOperationLogs", logs::list)
                .on("showOperationLog", logs::show);
    }
}

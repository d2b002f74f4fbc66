// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import io.github.scpsdk.emulator.internal.rules.otccbr.OtcCbrTold;
import io.github.scpsdk.emulator.internal.state.Store;

/** Tells an emulator of Open Telekom Cloud CBR what is in a project of a region. Threads may share it. */
public final class OtcCbrSeed {
    private final OtcCbrEmulator emulator;
    private final Store store;
    private final String region;
    private final String project;

    OtcCbrSeed(OtcCbrEmulator emulator, Store store, String region, String project) {
        this.emulator = emulator;
        this.store = store;
        this.region = region;
        this.project = project;
    }

    /**
     * A vault for backups of servers.
     *
     * @param id   as requests name it
     * @param name as people name it
     * @return this
     */
    public OtcCbrSeed vault(String id, String name) {
        emulator.tell(() -> OtcCbrTold.vault(store, region, project, id, name, "backup"));
        return this;
    }

    /**
     * A vault that takes replicas of backups in other regions.
     *
     * @param id   as requests name it
     * @param name as people name it
     * @return this
     */
    public OtcCbrSeed vaultForReplicas(String id, String name) {
        emulator.tell(() -> OtcCbrTold.vault(store, region, project, id, name, "replication"));
        return this;
    }

    /**
     * A backup of a server that is available.
     *
     * @param id     as requests name it
     * @param name   as people name it
     * @param vault  the id of its vault
     * @param server the id of the server, which the vault protects from then on
     * @return this
     */
    public OtcCbrSeed backup(String id, String name, String vault, String server) {
        emulator.tell(() -> OtcCbrTold.backup(store, region, project, id, name, vault, server));
        return this;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import io.github.scpsdk.emulator.internal.TokenSystem;
import io.github.scpsdk.emulator.internal.rules.unitrends.UnitrendsTold;
import io.github.scpsdk.emulator.internal.state.Store;

/** Tells an emulator of a Unitrends appliance what others do, and what it has. Threads may share it. */
public final class UnitrendsSeed {
    private final UnitrendsEmulator emulator;
    private final Store store;

    UnitrendsSeed(UnitrendsEmulator emulator, Store store) {
        this.emulator = emulator;
        this.store = store;
    }

    /**
     * Another appliance asks to replicate to this one.
     *
     * @param host     the name of the other
     * @param assetTag of the other
     * @return the number of the request that waits, counted from 1
     */
    public long source(String host, String assetTag) {
        return emulator.tell(() -> UnitrendsTold.source(store, TokenSystem.NO_REGION, host, assetTag));
    }

    /**
     * Another appliance will reject when this one asks; all others accept.
     *
     * @param host    the name of the other
     * @param message that it rejects with
     * @return this
     */
    public UnitrendsSeed rejectingTarget(String host, String message) {
        emulator.tell(() -> UnitrendsTold.rejectingTarget(store, TokenSystem.NO_REGION, host, message));
        return this;
    }

    /**
     * Storage of the appliance, besides the one that it has from the start.
     *
     * @param name as people name it
     * @return its number
     */
    public long storage(String name) {
        return emulator.tell(() -> UnitrendsTold.storage(store, TokenSystem.NO_REGION, name));
    }
}

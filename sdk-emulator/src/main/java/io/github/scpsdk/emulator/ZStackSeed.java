// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import io.github.scpsdk.emulator.internal.TokenSystem;
import io.github.scpsdk.emulator.internal.rules.zstack.ZStackTold;
import io.github.scpsdk.emulator.internal.state.Store;

/** Tells an emulator of ZStack what is there. Threads may share it. */
public final class ZStackSeed {
    private final ZStackEmulator emulator;
    private final Store store;

    ZStackSeed(ZStackEmulator emulator, Store store) {
        this.emulator = emulator;
        this.store = store;
    }

    /**
     * A data volume that is ready.
     *
     * @param uuid  32 hexadecimal digits
     * @param name  as people name it
     * @param bytes its size
     * @return this
     */
    public ZStackSeed volume(String uuid, String name, long bytes) {
        emulator.tell(() -> ZStackTold.volume(store, TokenSystem.NO_REGION, uuid, name, bytes));
        return this;
    }

    /**
     * An image store that is connected; backups go to such a storage, and copies of them to another one.
     *
     * @param uuid 32 hexadecimal digits
     * @param name as people name it
     * @return this
     */
    public ZStackSeed imageStore(String uuid, String name) {
        emulator.tell(() -> ZStackTold.imageStore(store, TokenSystem.NO_REGION, uuid, name));
        return this;
    }
}

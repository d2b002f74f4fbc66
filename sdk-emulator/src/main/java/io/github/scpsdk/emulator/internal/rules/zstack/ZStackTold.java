// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.zstack;

import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;

/** What is there without a request that made it. To be called while the store is held. */
public final class ZStackTold {
    private ZStackTold() {}

    /** A ready data volume. */
    public static Resource volume(Store store, String region, String uuid, String name, long bytes) {
        return Inventory.addVolume(store, region, uuid, name, bytes);
    }

    /** An image store that is connected. */
    public static Resource imageStore(Store store, String region, String uuid, String name) {
        return Inventory.addStore(store, region, uuid, name);
    }
}

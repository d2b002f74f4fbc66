// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.unitrends;

import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;

/** What is there without a request that made it. To be called while the store is held. */
public final class UnitrendsTold {
    private UnitrendsTold() {}

    /** Another appliance asks to replicate to this one; returns the number of its request. */
    public static long source(Store store, String region, String host, String assetTag) {
        return Sources.ask(store, region, host, assetTag).number("request_id");
    }

    /** Another appliance will reject what this one asks. */
    public static Resource rejectingTarget(Store store, String region, String host, String message) {
        return Targets.willReject(store, region, host, message);
    }

    /** Storage of the appliance; returns its number. */
    public static long storage(Store store, String region, String name) {
        Appliance.makeSureOfItself(store, region);
        return Appliance.addStorage(store, region, name).number("id");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.blockstoragebm.model.BlockStorageState;
import io.github.scpsdk.blockstoragebm.model.VolumeListModelV1Dot4;
import io.github.scpsdk.blockstoragebm.v1_4.BlockStorageBmClient;
import org.jspecify.annotations.Nullable;

/** Reads only: the volumes of bare-metal servers, and what each state means to an operator. */
public final class BlockStorageBmExample {

    private BlockStorageBmExample() {}

    public static void main(String[] args) {
        try (Target target = Target.documented(args);
                BlockStorageBmClient blocks = target.client(BlockStorageBmClient.builder(), "nothing")) {

            for (VolumeListModelV1Dot4 volume : blocks.listVolumesPaginator()) {
                System.out.printf(
                        "Volume %s, %d GB %s: %s%n",
                        volume.name(), volume.sizeGb(), volume.diskType(), say(volume.state()));
            }
            System.out.println("Done.");
        }
    }

    /** The guide does not guarantee a state, and a state that this SDK does not know is not an error but keeps its text. */
    private static String say(@Nullable BlockStorageState state) {
        if (state == null) {
            return "state not said";
        }
        return switch (state.known()) {
            case AVAILABLE -> "free to attach";
            case IN_USE -> "attached";
            case ERROR, ERROR_DELETING, ERROR_EDITING -> "needs support";
            case UNRECOGNIZED -> "in the state " + state.text() + ", which is new to this SDK";
            default -> "busy (" + state.text() + ")";
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.core.ConflictException;
import io.github.scpsdk.core.ServerErrorException;
import java.time.Duration;
import java.time.Instant;

/** Deletes what an example created, and tries again while the platform does not allow it yet. */
final class Cleanup {

    private Cleanup() {}

    /** Just after a create, and while a dependency is torn down, the platform answers deletes with 409 or 500 for minutes. */
    static void deleting(String what, Runnable delete) throws InterruptedException {
        Instant limit = Instant.now().plus(Duration.ofMinutes(10));
        while (true) {
            try {
                delete.run();
                System.out.println("Deleted the " + what + ".");
                return;
            } catch (ConflictException | ServerErrorException notYet) {
                if (Instant.now().isAfter(limit)) {
                    throw notYet;
                }
                System.out.println("The " + what + " cannot be deleted yet; trying again in 15 seconds.");
                Thread.sleep(15_000);
            }
        }
    }
}

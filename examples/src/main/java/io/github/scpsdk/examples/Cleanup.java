// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.core.BadRequestException;
import io.github.scpsdk.core.ConflictException;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ServerErrorException;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Deletes what an example made, the newest first, however the example ends. Threads may share it. */
final class Cleanup implements AutoCloseable {
    private record Deletion(String what, Runnable delete) {}

    private final Deque<Deletion> deletions = new ConcurrentLinkedDeque<>();
    private final Duration patience;

    /** Tries each deletion again for as long as the patience lasts. */
    Cleanup(Duration patience) {
        this.patience = patience;
    }

    /** Notes what was just made. It may be gone by then. */
    void later(String what, Runnable delete) {
        deletions.push(new Deletion(what, delete));
    }

    /** Deletes one thing at once, as a part of the story. */
    void now(String what) {
        Deletion deletion = deletions.stream()
                .filter(each -> each.what().equals(what))
                .findFirst()
                .orElseThrow();
        deletions.remove(deletion);
        delete(deletion);
    }

    /** Deletes all; what cannot be deleted is named, and does not keep the rest. */
    @Override
    public void close() {
        for (Deletion each : deletions) {
            try {
                delete(each);
            } catch (ScpException e) {
                System.out.printf("NOT deleted: the %s. %s%n", each.what(), e.getMessage());
            }
        }
    }

    /** Just after a create, and while a dependency is torn down, the platform refuses deletes for minutes. */
    private void delete(Deletion deletion) {
        Instant limit = Instant.now().plus(patience);
        while (true) {
            try {
                deletion.delete().run();
                System.out.println("Deleted the " + deletion.what() + ".");
                return;
            } catch (NotFoundException gone) {
                return;
            } catch (BadRequestException | ConflictException | ServerErrorException notYet) {
                waitOrThrow(deletion, notYet, limit);
            }
        }
    }

    private static void waitOrThrow(Deletion deletion, ScpServiceException notYet, Instant limit) {
        if (Instant.now().isAfter(limit)) {
            throw notYet;
        }
        System.out.println("The " + deletion.what() + " cannot be deleted yet; trying again in 15 seconds.");
        try {
            Thread.sleep(15_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notYet;
        }
    }
}

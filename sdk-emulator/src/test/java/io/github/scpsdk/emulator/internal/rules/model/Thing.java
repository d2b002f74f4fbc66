// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A resource as the model knows it. It stays known after it was deleted, so that sequences ask for it again. */
final class Thing {
    final String id;
    final String name;
    boolean exists = true;
    boolean hasSchedule;
    boolean hasRate;
    boolean isRecoverable; // per file, in File Storage
    Thing group;
    int size = 10;
    final Set<String> servers = new TreeSet<>();
    final List<String> snapshots = new ArrayList<>(); // the oldest first

    Thing(String id, String name) {
        this.id = id;
        this.name = name;
    }

    /** One of the resources that were ever created, or one that never was. */
    static Thing pick(List<Thing> things, int choice) {
        int index = Math.floorMod(choice, things.size() + 1);
        if (index < things.size()) {
            return things.get(index);
        }
        Thing unknown = new Thing("00000000-0000-4000-8000-000000000000", "unknown");
        unknown.exists = false;
        return unknown;
    }

    /** The ids of those that exist. */
    static List<String> ids(List<Thing> things) {
        return things.stream().filter(t -> t.exists).map(t -> t.id).toList();
    }

    String snapshot(int choice) {
        int index = Math.floorMod(choice, snapshots.size() + 1);
        return index < snapshots.size() ? snapshots.get(index) : "00000000-0000-1000-8000-000000000000";
    }

    /** The status of a request: 404 unless this exists, 400 or the like if it is refused, else the success. */
    int status(boolean refused, int refusal, int success) {
        return !exists ? 404 : refused ? refusal : success;
    }
}

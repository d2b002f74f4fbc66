// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A resource as the model knows it. It stays known after it was deleted, so that sequences ask for it again. */
final class Thing {
    final String id;
    final String name;
    final String region;
    boolean exists = true;
    String state = "";
    String purpose = "";
    boolean hasRate;
    boolean isRecoverable; // per file, in File Storage
    boolean isSsd;
    Schedule schedule;
    Pair pair;
    Thing group;
    int size = 10;
    final Set<String> servers = new TreeSet<>();
    final List<Snapshot> snapshots = new ArrayList<>(); // the oldest first

    /** When snapshots are taken; a change makes a new one. */
    record Schedule(int hour, int retention) {}

    /** Two volumes that are replicated from one to the other, or a backup and its replica. */
    static final class Pair {
        final String id;
        final Thing source;
        final Thing replica;
        String type = "";
        String policy = "";
        String status = "";

        Pair(String id, Thing source, Thing replica) {
            this.id = id;
            this.source = source;
            this.replica = replica;
            source.pair = this;
            replica.pair = this;
        }

        void end() {
            source.pair = null;
            replica.pair = null;
        }
    }

    Thing(String id, String name, String region) {
        this.id = id;
        this.name = name;
        this.region = region;
    }

    static Thing unknown() {
        Thing unknown = new Thing("00000000-0000-4000-8000-000000000000", "unknown", Exchange.WEST);
        unknown.exists = false;
        return unknown;
    }

    /**
     * Mostly one of the three oldest that exist, so that much happens to the same ones; at times any that ever existed, or
     * one that never did.
     */
    static Thing pick(List<Thing> things, int choice) {
        List<Thing> existing =
                things.stream().filter(thing -> thing.exists).limit(3).toList();
        if (!existing.isEmpty() && choice % 8 < 7) {
            return existing.get(choice / 8 % existing.size());
        }
        int index = choice / 8 % (things.size() + 1);
        return index < things.size() ? things.get(index) : unknown();
    }

    /** The same, but mostly one that fits the operation. */
    static Thing pick(List<Thing> things, int choice, Predicate<Thing> fits) {
        List<Thing> fitting = things.stream()
                .filter(thing -> thing.exists && fits.test(thing))
                .toList();
        return pick(choice % 5 == 4 || fitting.isEmpty() ? things : fitting, choice);
    }

    /** The ids of those that exist in a region, the newest first, as lists have them. */
    static List<String> ids(List<Thing> things, String region) {
        List<String> ids = new ArrayList<>();
        for (Thing thing : things) {
            if (thing.exists && thing.region.equals(region)) {
                ids.add(0, thing.id);
            }
        }
        return ids;
    }

    static boolean isTaken(List<Thing> things, String name, String region) {
        return things.stream().anyMatch(t -> t.exists && t.name.equals(name) && t.region.equals(region));
    }

    boolean isReplica() {
        return pair != null && pair.replica == this;
    }

    /** Learns the ids of the snapshots, which have to be those that are known, in their order. */
    void learn(List<String> newestFirst) {
        Exchange.same(newestFirst.size(), snapshots.size());
        for (int i = 0; i < newestFirst.size(); i++) {
            Snapshot snapshot = snapshots.get(newestFirst.size() - 1 - i);
            snapshot.id = snapshot.id == null ? newestFirst.get(i) : snapshot.id;
            Exchange.same(newestFirst.get(i), snapshot.id);
        }
    }

    boolean hasUnknownSnapshots() {
        return snapshots.stream().anyMatch(snapshot -> snapshot.id == null);
    }

    /** One of the snapshots, or one that never was. */
    Snapshot snapshot(int choice) {
        int index = Math.floorMod(choice, snapshots.size() + 1);
        return index < snapshots.size() ? snapshots.get(index) : Snapshot.asked("00000000-0000-1000-8000-000000000000");
    }

    /** A snapshot by schedule, after which the oldest ones that are too many go. */
    void takeBySchedule(int retention) {
        snapshots.add(Snapshot.bySchedule());
        List<Snapshot> bySchedule =
                snapshots.stream().filter(snapshot -> snapshot.bySchedule).toList();
        snapshots.removeAll(bySchedule.subList(0, Math.max(0, bySchedule.size() - retention)));
    }

    /** Removes what is newer than a snapshot. */
    void restore(Snapshot snapshot) {
        snapshots.subList(snapshots.indexOf(snapshot) + 1, snapshots.size()).clear();
    }
}

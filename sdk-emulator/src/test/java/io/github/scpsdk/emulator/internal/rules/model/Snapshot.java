// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

/** A snapshot or a run. One that was not asked for has no id until a list shows it. */
final class Snapshot {
    String id;
    final boolean bySchedule;
    String state = "";

    Snapshot(String id, boolean bySchedule) {
        this.id = id;
        this.bySchedule = bySchedule;
    }

    static Snapshot asked(String id) {
        return new Snapshot(id, false);
    }

    static Snapshot bySchedule() {
        return new Snapshot(null, true);
    }

    static Snapshot byReplication() {
        return new Snapshot(null, false);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RegionPairs;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the replications of volumes and of groups have in common: one record that both regions see, and that either may
 * change.
 */
final class Mirrors {
    private static final String ID = "_replication";
    private static final String STATE = "sync_state";
    private static final String CYCLE = "sync_cycle";
    private static final String SYNCED_AT = "_synced_at";
    private static final String ENDING = "_ending";
    private static final String SETTING_UP = "UNINITIALIZED";
    private static final String MIRRORED = "SNAPMIRROED"; // spelled so
    private static final String BROKEN = "BROKEN_OFF";

    private Mirrors() {}

    /** Refuses to replicate what is no original, or has a replication, or to a region that is no target. */
    static void refuseNew(RuleCall call, Kind kind, Resource source) {
        if (of(call.world(), kind, source) != null) {
            throw call.refuse("replication-exists");
        }
        if (!source.is("purpose", "ORG")) {
            throw call.refuse("no-original", String.valueOf(source.text("purpose")));
        }
        if (!RegionPairs.targetsOf(call.region()).contains(String.valueOf(call.text("region")))) {
            throw call.refuse("replication-not-available");
        }
    }

    static Resource add(RuleCall call, Kind kind, Resource source, Resource replica) {
        Resource mirror = call.store()
                .add(kind, Resource.EVERYWHERE, call.ids().hex32(), null)
                .set(CYCLE, call.text("cycle"))
                .set(STATE, SETTING_UP)
                .set("_source", source.id())
                .set("_source_region", source.region())
                .set("_replica", replica.id())
                .set("_replica_region", replica.region());
        source.set(ID, mirror.id()).set("has_replication", true);
        replica.set(ID, mirror.id()).set("has_origin", true);
        Lifecycle.move(call.world(), source, Lifecycle.EDITING);
        return mirror;
    }

    static void complete(Resource mirror, World world) {
        mirror.set(STATE, MIRRORED).set(SYNCED_AT, world.now().toString());
    }

    /** The replication that a volume or a group is one side of; null when there is none. */
    static @Nullable Resource of(World world, Kind kind, Resource side) {
        return world.store().find(kind, Resource.EVERYWHERE, side.text(ID));
    }

    static Resource require(RuleCall call, Kind kind, Resource side) {
        Resource mirror = of(call.world(), kind, Recoveries.refuse(call, side));
        if (mirror == null) {
            throw call.refuse("replication-unknown", side.id());
        }
        return mirror;
    }

    /** The same, unless it is being set up or deleted. */
    static Resource requireSettled(RuleCall call, Kind kind, Resource side) {
        Resource mirror = require(call, kind, side);
        if (mirror.is(STATE, SETTING_UP) || mirror.isTrue(ENDING)) {
            throw call.refuse("replication-busy");
        }
        return mirror;
    }

    static Resource source(World world, Kind kind, Resource mirror) {
        return side(world, kind, mirror, "_source");
    }

    static Resource replica(World world, Kind kind, Resource mirror) {
        return side(world, kind, mirror, "_replica");
    }

    private static Resource side(World world, Kind kind, Resource mirror, String role) {
        return Objects.requireNonNull(
                world.store().find(kind, String.valueOf(mirror.text(role + "_region")), mirror.text(role)),
                "both sides of a replication exist");
    }

    static boolean isBroken(Resource mirror) {
        return mirror.is(STATE, BROKEN);
    }

    static boolean isReplica(Resource mirror, Resource side) {
        return mirror.is("_replica", side.id());
    }

    /** What responses have of the replication and of its two sides. */
    static ObjectNode view(World world, Kind kindOfSides, Resource mirror, String sides) {
        ObjectNode view = RuleCall.object();
        view.setAll(mirror.fields());
        view.put("lag_time", lag(mirror, world.now()));
        ArrayNode list = view.putArray(sides);
        for (Resource side : List.of(source(world, kindOfSides, mirror), replica(world, kindOfSides, mirror))) {
            list.addObject()
                    .put("auth", isReplica(mirror, side) && !isBroken(mirror) ? "READ" : "READ_WRITE")
                    .put("id", side.id())
                    .put("name", side.text("name"))
                    .put("purpose", side.text("purpose"))
                    .put("region", side.region())
                    .put("zone", side.text("zone"));
        }
        return view;
    }

    private static @Nullable String lag(Resource mirror, Instant now) {
        if (mirror.is(STATE, SETTING_UP)) {
            return null;
        }
        Duration lag = Duration.between(synced(mirror, now), now);
        return String.format(Locale.ROOT, "%02d:%02d:%02d", lag.toHours(), lag.toMinutesPart(), lag.toSecondsPart());
    }

    /** When the replica was brought up to date last. */
    private static Instant synced(Resource mirror, Instant now) {
        Instant noted = Instant.parse(String.valueOf(mirror.text(SYNCED_AT)));
        Instant last = Cycles.last(String.valueOf(mirror.text(CYCLE)), now);
        return isBroken(mirror) || last.isBefore(noted) ? noted : last;
    }

    static void setCycle(RuleCall call, Resource mirror) {
        mirror.set(SYNCED_AT, synced(mirror, call.now()).toString()).set(CYCLE, call.text("cycle"));
    }

    /** BREAK pauses, RESYNC starts again. */
    static void setPolicy(RuleCall call, Resource mirror) {
        boolean pause = "BREAK".equals(call.text("policy"));
        if (pause == isBroken(mirror)) {
            throw call.refuse(pause ? "replication-paused" : "replication-running");
        }
        if (pause) {
            mirror.set(SYNCED_AT, synced(mirror, call.now()).toString()).set(STATE, BROKEN);
        } else {
            complete(mirror, call.world());
        }
    }

    /** Begins to end a replication, which has to be paused. */
    static void beginToEnd(RuleCall call, Resource mirror, Resource source, String event) {
        if (!isBroken(mirror)) {
            throw call.refuse("replication-running");
        }
        mirror.set(ENDING, true);
        Lifecycle.move(call.world(), source, Lifecycle.EDITING);
        call.later(mirror, event);
    }

    /** Both sides are on their own from now on. */
    static void end(World world, Resource mirror, Resource source, Resource replica) {
        source.set(ID, (String) null).set("has_replication", false);
        replica.set(ID, (String) null).set("has_origin", false).set("purpose", "ORG");
        world.store().remove(mirror);
    }
}

package io.github.scpsdk.emulator.internal.rules.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the resources of Backup have in common: who changed them and when, and how responses tell of them. */
final class Records {
    static final String USER = Ids.uuidOf("user").replace("-", "");

    private Records() {}

    static Resource add(World world, Kind kind, String region, String id, @Nullable String parent) {
        return touch(
                world.store()
                        .add(kind, region, id, parent)
                        .set("created_at", Times.secondsZ(world.now()))
                        .set("created_by", USER),
                world);
    }

    static Resource touch(Resource resource, World world) {
        return resource.set("modified_at", Times.secondsZ(world.now())).set("modified_by", USER);
    }

    /** The response to a change. */
    static ObjectNode changed(RuleCall call, String id) {
        ObjectNode body =
                RuleCall.object().put("request_id", "req-" + call.ids().uuid());
        body.putObject("resource").put("id", id).putArray("links");
        return body;
    }

    /** Whether the time in a field lies between those of two parameters, of which either may be left out. */
    static Predicate<Resource> between(RuleCall call, String field, String from, String to) {
        Instant first = time(call, from);
        Instant last = time(call, to);
        return resource -> {
            Instant time = Instant.parse(String.valueOf(resource.text(field)));
            return (first == null || !time.isBefore(first)) && (last == null || !time.isAfter(last));
        };
    }

    /** A time without a zone means UTC. */
    private static @Nullable Instant time(RuleCall call, String parameter) {
        String text = call.query(parameter);
        if (text == null) {
            return null;
        }
        try {
            String iso = text.replace(' ', 'T');
            return iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw call.invalid("query." + parameter, "Input should be a valid datetime");
        }
    }
}

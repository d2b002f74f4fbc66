// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.Zones;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What requests must look like beyond their description. */
final class Shapes {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]{2,27}");

    private Shapes() {}

    /** The name in a field of the body. */
    static String name(RuleCall call, String field) {
        return name(call, field, String.valueOf(call.text(field)));
    }

    /** A name that follows from a field of the body. */
    static String name(RuleCall call, String field, String name) {
        if (!NAME.matcher(name).matches()) {
            throw call.invalid(
                    "body." + field, "String should match pattern '^[a-zA-Z][a-zA-Z0-9-]*$', 3 to 28 characters");
        }
        return name;
    }

    /** The number in a field of an object of the body. */
    static int number(RuleCall call, JsonNode object, String field, int least, int most) {
        long number = object.path(field).longValue();
        if (number < least || number > most) {
            throw call.invalid("body." + field, "Input should be " + least + " to " + most);
        }
        return (int) number;
    }

    /** The ids in a list of the body: at least one, and none twice. */
    static List<String> ids(RuleCall call, String field, Function<JsonNode, JsonNode> idOf, int most) {
        List<String> ids = new ArrayList<>();
        call.body().path(field).forEach(item -> ids.add(idOf.apply(item).asText("")));
        if (ids.isEmpty() || ids.size() > most) {
            throw call.invalid("body." + field, "List should have 1 to " + most + " items");
        }
        if (ids.contains("")) {
            throw call.invalid("body." + field, "Field required");
        }
        if (Set.copyOf(ids).size() < ids.size()) {
            throw call.invalid("body." + field, "Items should be unique");
        }
        return ids;
    }

    /** The zone of a replica, which versions before 1.4 do not name. */
    static String zoneOf(RuleCall call, String region) {
        String zone = call.text("zone");
        if (zone == null) {
            return Zones.first(region);
        }
        if (!Zones.regionOf(zone).equals(region)) {
            throw call.invalid("body.zone", "Input should be a zone of " + region);
        }
        return zone;
    }
}

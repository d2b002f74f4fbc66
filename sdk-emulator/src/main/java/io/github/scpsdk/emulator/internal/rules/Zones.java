// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

/** The availability zones of regions: a region's name, a hyphen and a letter. Only newer versions speak of them. */
public final class Zones {
    private Zones() {}

    /** The zone that the body of a call asks for in the called region; the first one where the version has no zones. */
    public static String requested(RuleCall call) {
        String zone = call.text("zone");
        if (zone == null) {
            return first(call.region());
        }
        if (!regionOf(zone).equals(call.region())) {
            throw call.invalid("body.zone", "Input should be a zone of " + call.region());
        }
        return zone;
    }

    /** The first zone of a region. */
    public static String first(String region) {
        return region + "-a";
    }

    /** The region of a zone that the account has; empty for any other text. Examples of the platform name these zones. */
    public static String regionOf(String zone) {
        return zone.matches("[a-z0-9-]+-[abcs]") ? zone.substring(0, zone.length() - 2) : "";
    }
}

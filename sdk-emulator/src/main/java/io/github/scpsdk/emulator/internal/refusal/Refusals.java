// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.refusal;

import io.github.scpsdk.emulator.internal.description.Packed;
import java.util.Map;

/**
 * The refusals of the rules: for each service and condition the status, code and text, and how well they are known. The
 * build makes this table from {@code src/main/data/refusals.yaml}. Threads may share it.
 */
public final class Refusals {
    private static final Refusals OF_THIS_MODULE =
            new Refusals(Packed.ofThisModule().table("refusals"));

    private final Map<String, String> table;

    private Refusals(Map<String, String> table) {
        this.table = table;
    }

    /** The table of this module. */
    public static Refusals ofThisModule() {
        return OF_THIS_MODULE;
    }

    /**
     * The refusal for a condition.
     *
     * @param service   whose rules refuse; conditions of all services stand under {@code common}
     * @param condition the name in the table
     * @param values    for the places in the text
     */
    public Refusal refusal(String service, String condition, String... values) {
        String line = table.containsKey(service + "/" + condition + "/status") ? service : "common";
        String status = table.get(line + "/" + condition + "/status");
        if (status == null) {
            throw new IllegalStateException("The table of refusals has no '" + condition + "' for " + service + ".");
        }
        String detail = table.getOrDefault(line + "/" + condition + "/detail", "");
        for (int i = 0; i < values.length; i++) {
            detail = detail.replace("{" + i + "}", values[i]);
        }
        return Refusal.service(
                Integer.parseInt(status),
                table.getOrDefault(line + "/" + condition + "/code", ""),
                detail,
                condition + ": " + detail);
    }
}

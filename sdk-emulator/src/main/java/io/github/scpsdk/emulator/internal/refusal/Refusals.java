// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.refusal;

import io.github.scpsdk.emulator.internal.description.Packed;
import io.github.scpsdk.emulator.internal.description.RequestViolations;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The refusals: for each service and condition the status, code and text, and how well they are known. The build makes this
 * table from {@code src/main/data/refusals.yaml}. Threads may share it.
 */
public final class Refusals {
    private final Map<String, String> table;
    private final ErrorForm form;

    private Refusals(Map<String, String> table, ErrorForm form) {
        this.table = table;
        this.form = form;
    }

    /** The table of this module, for the platform. */
    public static Refusals ofThisModule() {
        return in(new ScpErrors());
    }

    /** The table of this module, for a system that writes its errors in a form. */
    public static Refusals in(ErrorForm form) {
        return new Refusals(OfThisModule.TABLE, form);
    }

    /** How errors are written. */
    public ErrorForm form() {
        return form;
    }

    /**
     * The refusal for a condition.
     *
     * @param service   whose rules refuse; conditions of all services stand under {@code common}
     * @param condition the name in the table
     * @param values    for the places in the text
     */
    public Refusal refusal(String service, String condition, String... values) {
        String line = line(service, condition);
        String detail = table.getOrDefault(line + "/detail", "");
        for (int i = 0; i < values.length; i++) {
            detail = detail.replace("{" + i + "}", values[i]);
        }
        return refusal(line, List.of(detail), condition + ": " + detail);
    }

    /**
     * The refusal of a request that is not as described: a text for each violation, where the table has none for all.
     *
     * @param always whether the fields are named by a service that does not do so, too
     */
    public Refusal invalid(String service, RequestViolations violations, boolean always) {
        String line = line(service, "invalid");
        boolean names = always || Boolean.parseBoolean(table.get(line + "/names-fields"));
        List<String> details = names ? violations.details() : violations.messages();
        String text = table.get(line + "/detail");
        return refusal(
                line,
                text == null ? details : List.of(text.replace("{0}", String.join("; ", details))),
                String.join("; ", violations.details()));
    }

    private Refusal refusal(String line, List<String> details, String why) {
        int status = Integer.parseInt(table.getOrDefault(line + "/status", ""));
        return Refusal.of(form.error(status, table.getOrDefault(line + "/code", ""), details), why);
    }

    private String line(String service, String condition) {
        return Stream.of(service, "common")
                .map(owner -> owner + "/" + condition)
                .filter(line -> table.containsKey(line + "/status"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The table of refusals has no '" + condition + "' for " + service + "."));
    }

    private static final class OfThisModule {
        static final Map<String, String> TABLE = Packed.ofThisModule().table("refusals");
    }
}

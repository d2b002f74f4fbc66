// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The refusals of the rules: for each service and condition the status, code and text, and how well they are known. The
 * build makes this table from {@code src/main/data/refusals.yaml}. Threads may share it.
 */
public final class Refusals {
    private static final String RESOURCE = "refusals.json";
    private static final String COMMON = "common";

    private final Map<String, Entry> entries = new TreeMap<>();

    /**
     * One line of the table.
     *
     * @param status of the response
     * @param code   of the error
     * @param detail text of the error, with {@code {0}} and so on for what belongs to one request
     * @param known  {@code live}, {@code tf}, {@code docs}, {@code guide} or {@code guess}
     */
    public record Entry(int status, String code, String detail, String known) {}

    private Refusals(JsonNode table) {
        table.properties()
                .forEach(service -> service.getValue()
                        .properties()
                        .forEach(condition -> entries.put(
                                service.getKey() + "/" + condition.getKey(),
                                new Entry(
                                        condition.getValue().get("status").intValue(),
                                        condition.getValue().get("code").textValue(),
                                        condition.getValue().get("detail").textValue(),
                                        condition.getValue().get("known").textValue()))));
    }

    /** The table of this module. */
    public static Refusals ofThisModule() {
        try (InputStream in = Refusals.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The table of refusals is missing: build the emulator with Maven, whose"
                        + " process-classes phase makes " + RESOURCE + ".");
            }
            return new Refusals(JsonMapper.builder().build().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines, by {@code service/condition}. */
    public Map<String, Entry> entries() {
        return Map.copyOf(entries);
    }

    /**
     * The refusal for a condition.
     *
     * @param service   whose rules refuse; conditions of all services stand under {@code common}
     * @param condition the name in the table
     * @param values    for the places in the text
     */
    public Refusal refusal(String service, String condition, String... values) {
        Entry entry = entries.get(service + "/" + condition);
        if (entry == null) {
            entry = entries.get(COMMON + "/" + condition);
        }
        if (entry == null) {
            throw new IllegalStateException("The table of refusals has no '" + condition + "' for " + service + ".");
        }
        String detail = entry.detail();
        for (int i = 0; i < values.length; i++) {
            detail = detail.replace("{" + i + "}", values[i]);
        }
        return Refusal.service(entry.status(), entry.code(), detail, condition + ": " + detail);
    }
}

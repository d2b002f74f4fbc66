// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import io.github.scpsdk.codegen.read.ServiceFile.AndWait;
import io.github.scpsdk.codegen.read.ServiceFile.Latest;
import io.github.scpsdk.codegen.read.ServiceFile.WaiterSpec;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code waiters} and {@code andWait} of {@code service.yaml}. */
final class WaitingReader {

    private final ServiceFileReader file;

    WaitingReader(ServiceFileReader file) {
        this.file = file;
    }

    List<WaiterSpec> waiters(@Nullable Object section) {
        List<WaiterSpec> waiters = new ArrayList<>();
        Set<String> keys = Set.of(
                "description",
                "show",
                "list",
                "items",
                "match",
                "state",
                "reached",
                "failed",
                "failedOnceChanged",
                "gone",
                "id",
                "progress",
                "latest",
                "period",
                "with",
                "details",
                "limit",
                "interval");
        file.entries("waiters", section, keys).forEach((name, entry) -> waiters.add(waiter(name, entry)));
        return List.copyOf(waiters);
    }

    private WaiterSpec waiter(String name, Map<String, Object> entry) {
        String path = "waiters/" + name;
        SourceLocation place = file.lines().place(path);
        boolean list = entry.containsKey("list");
        if (list == entry.containsKey("show")) {
            throw new InvalidDescriptionException(place, "a waiter polls with 'show' or with 'list'");
        }
        boolean latest = entry.containsKey("latest");
        if (list != entry.containsKey("items") || list != (latest || entry.containsKey("match"))) {
            throw new InvalidDescriptionException(
                    place, "'items' and 'match' or 'latest' belong to 'list', and to nothing else");
        }
        if (latest == entry.containsKey("match") && latest) {
            throw new InvalidDescriptionException(place, "the latest entry needs no 'match'");
        }
        if (!latest && (entry.containsKey("period") || entry.containsKey("with") || entry.containsKey("details"))) {
            throw new InvalidDescriptionException(place, "'period', 'with' and 'details' belong to 'latest'");
        }
        if (list && entry.containsKey("id")) {
            throw new InvalidDescriptionException(place, "'id' belongs to 'show'");
        }
        if (!list && !entry.containsKey("state")) {
            throw new InvalidDescriptionException(place, "'state' is missing");
        }
        Map<String, String> match = file.names(path + "/match", entry.get("match"));
        if (match.size() != (list && !latest ? 1 : 0)) {
            throw new InvalidDescriptionException(
                    place, "'match' is the field that has the id, and the name of that id");
        }
        List<String> reached = file.texts(path, entry, "reached");
        String gone = entry.containsKey("gone") ? file.text(path, entry, "gone") : "false";
        if (!gone.equals("true") && !gone.equals("false")) {
            throw new InvalidDescriptionException(place, "'gone' must be true or false");
        }
        if (reached.isEmpty() && gone.equals("false")) {
            throw new InvalidDescriptionException(
                    place, "nothing ends this well: 'reached' or 'gone: true' is missing");
        }
        return new WaiterSpec(
                place,
                name,
                file.text(path, entry, "description"),
                file.text(path, entry, list ? "list" : "show"),
                list,
                file.optional(path, entry, "items"),
                match.isEmpty() ? null : match.keySet().iterator().next(),
                match.isEmpty()
                        ? file.optional(path, entry, "id")
                        : match.values().iterator().next(),
                file.optional(path, entry, "state"),
                reached,
                file.texts(path, entry, "failed"),
                file.texts(path, entry, "failedOnceChanged"),
                gone.equals("true"),
                file.optional(path, entry, "progress"),
                latest ? latest(path, entry) : null,
                duration(path, entry, "limit"),
                duration(path, entry, "interval"));
    }

    private Latest latest(String path, Map<String, Object> entry) {
        List<String> period = file.texts(path, entry, "period");
        if (!period.isEmpty() && period.size() != 2) {
            throw new InvalidDescriptionException(
                    file.lines().place(path + "/period"), "a period is two parameters: its first and its last moment");
        }
        return new Latest(
                file.text(path, entry, "latest"),
                period,
                file.names(path + "/with", entry.get("with")),
                file.optional(path, entry, "details"));
    }

    private Duration duration(String path, Map<String, Object> entry, String key) {
        String text = file.text(path, entry, key);
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.toMillisPart() == 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new InvalidDescriptionException(
                file.lines().place(path + "/" + key), "'" + text + "' is no duration of whole seconds, like PT5S");
    }

    Map<String, AndWait> andWait(@Nullable Object section) {
        Map<String, AndWait> all = new LinkedHashMap<>();
        file.entries("andWait", section, Set.of("waiter", "id", "also", "shows", "lacks"))
                .forEach((id, entry) -> {
                    String path = "andWait/" + id;
                    all.put(
                            id,
                            new AndWait(
                                    file.lines().place(path),
                                    file.text(path, entry, "waiter"),
                                    file.optional(path, entry, "id"),
                                    file.names(path + "/also", entry.get("also")),
                                    file.names(path + "/shows", entry.get("shows")),
                                    file.names(path + "/lacks", entry.get("lacks"))));
                });
        return all;
    }
}

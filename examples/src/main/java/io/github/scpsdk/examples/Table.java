// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Prints rows in columns as wide as their widest cell. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row; what is not known is a hyphen. */
    Table row(@Nullable Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(Objects.toString(cell, "-"));
        }
        rows.add(row);
        return this;
    }

    /** A time as people read it, in UTC. */
    static @Nullable String minute(@Nullable OffsetDateTime time) {
        return time == null
                ? null
                : time.withOffsetSameInstant(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
    }

    /** A number of things; nothing for none. */
    static String count(int number, String what) {
        return number == 0 ? "" : number + " " + what + (number == 1 ? "" : "s");
    }

    /** Prints the rows, indented, with a line below the headings. */
    void print() {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(i -> Collections.max(
                        rows.stream().map(row -> row.get(i).length()).toList()))
                .toList();
        rows.add(1, widths.stream().map("-"::repeat).toList());
        for (List<String> row : rows) {
            System.out.println(IntStream.range(0, widths.size())
                    .mapToObj(i ->
                            row.get(i) + " ".repeat(widths.get(i) - row.get(i).length()))
                    .collect(Collectors.joining("  ", "  ", ""))
                    .stripTrailing());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Objects;

/**
 * A value that the platform documents as either one text or a list of texts.
 *
 * <p>Immutable. It is sent in the form that it was made from.
 */
public final class StringOrList {

    private final List<String> values;
    private final boolean list;

    private StringOrList(List<String> values, boolean list) {
        this.values = values;
        this.list = list;
    }

    /**
     * Returns one text.
     *
     * @param value the text
     * @return a value that is sent as a text
     */
    public static StringOrList of(String value) {
        return new StringOrList(List.of(value), false);
    }

    /**
     * Returns a list of texts.
     *
     * @param values the texts, copied
     * @return a value that is sent as a list, even when it has one element or none
     */
    public static StringOrList of(List<String> values) {
        return new StringOrList(List.copyOf(values), true);
    }

    /**
     * Returns the texts, in either form.
     *
     * @return unmodifiable; exactly one when {@link #isList()} is false
     */
    public List<String> values() {
        return values;
    }

    /**
     * Returns the form.
     *
     * @return true for a list, false for one text
     */
    public boolean isList() {
        return list;
    }

    @JsonCreator
    static StringOrList fromJson(Object value) {
        if (value instanceof List<?> many) {
            return of(
                    many.stream().filter(Objects::nonNull).map(Object::toString).toList());
        }
        return of(value.toString());
    }

    @JsonValue
    Object toJson() {
        return list ? values : values.get(0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StringOrList that && that.list == list && that.values.equals(values);
    }

    @Override
    public int hashCode() {
        return 31 * values.hashCode() + Boolean.hashCode(list);
    }

    /**
     * Returns the text, or the list in brackets.
     *
     * @return for people to read
     */
    @Override
    public String toString() {
        return list ? values.toString() : values.get(0);
    }
}

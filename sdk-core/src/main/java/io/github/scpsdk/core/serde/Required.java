// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ScpValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the required values in a generated {@code build()}. One exception names all that are missing, and what else is
 * wrong with the record: whoever corrects one thing is not to be told the next one only then.
 */
public final class Required {

    private final String typeName;
    private final List<Missing> missing = new ArrayList<>();

    private Required(String typeName) {
        this.typeName = typeName;
    }

    /**
     * Creates a check.
     *
     * @param typeName name of the record
     * @return the check
     */
    public static Required of(String typeName) {
        return new Required(typeName);
    }

    /**
     * Requires a value.
     *
     * @param javaName name of the component
     * @param value the value
     * @return this
     */
    public Required value(String javaName, @Nullable Object value) {
        return value(javaName, value, "");
    }

    /**
     * Requires a value, with advice if it is missing.
     *
     * @param javaName name of the component
     * @param value the value
     * @param remedy the advice
     * @return this
     */
    public Required value(String javaName, @Nullable Object value, String remedy) {
        if (value == null) {
            missing.add(new Missing(javaName, remedy.isEmpty() ? "" : ": " + remedy));
        }
        return this;
    }

    /**
     * Ends the check. Patterns, ranges and lengths are only reported beside missing values: alone they are found when
     * the record is sent, unless the client's {@code validation} is off.
     *
     * @param writer knows what else the platform would refuse
     * @param made the record as it would be
     * @param <T> its type
     * @throws ScpValidationException if a value is missing
     */
    public <T> void check(JsonWriter<T> writer, T made) {
        if (!missing.isEmpty()) {
            Violations others = Violations.apartFromMissing(typeName);
            writer.check(others, made);
            throw incomplete(others.found());
        }
    }

    /**
     * Does the same for query parameters.
     *
     * @param writer knows what else the platform would refuse
     * @param made the record as it would be
     * @param <T> its type
     * @throws ScpValidationException if a value is missing
     */
    public <T> void check(QueryWriter<T> writer, T made) {
        if (!missing.isEmpty()) {
            Violations others = Violations.apartFromMissing(typeName);
            writer.check(others, made);
            throw incomplete(others.found());
        }
    }

    private ScpValidationException incomplete(List<String> wrong) {
        String names = missing.stream().map(Missing::name).collect(Collectors.joining(", "));
        String remedies = missing.stream()
                .filter(each -> !each.remedy().isEmpty())
                .map(each -> " " + each.name() + each.remedy() + ".")
                .collect(Collectors.joining());
        return new ScpValidationException(
                typeName + " is not complete. Missing: " + names + "." + remedies
                        + (wrong.isEmpty() ? "" : " Also wrong: " + String.join("; ", wrong) + "."),
                Stream.concat(
                                missing.stream()
                                        .map(each -> typeName + "." + each.name() + " is required" + each.remedy()),
                                wrong.stream())
                        .toList(),
                CallSummary.NONE);
    }

    private record Missing(String name, String remedy) {}
}

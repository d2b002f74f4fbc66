// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ScpValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the required values in a generated {@code build()}. One exception names all that are missing. */
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
     * Ends the check.
     *
     * @throws ScpValidationException if a value is missing
     */
    public void check() {
        if (!missing.isEmpty()) {
            String names = missing.stream().map(Missing::name).collect(Collectors.joining(", "));
            String remedies = missing.stream()
                    .filter(each -> !each.remedy().isEmpty())
                    .map(each -> " " + each.name() + each.remedy() + ".")
                    .collect(Collectors.joining());
            throw new ScpValidationException(
                    typeName + " is not complete. Missing: " + names + "." + remedies,
                    missing.stream()
                            .map(each -> typeName + "." + each.name() + " is required" + each.remedy())
                            .toList(),
                    CallSummary.NONE);
        }
    }

    private record Missing(String name, String remedy) {}
}

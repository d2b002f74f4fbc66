package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ScpValidationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The check of a generated {@code build()}: names all values that are missing, in one exception. */
public final class Required {

    private final String typeName;
    private final List<String> missing = new ArrayList<>();

    private Required(String typeName) {
        this.typeName = typeName;
    }

    /**
     * A new check.
     *
     * @param typeName name of the record
     * @return the check
     */
    public static Required of(String typeName) {
        return new Required(typeName);
    }

    /**
     * A value that must be there.
     *
     * @param javaName name of the component
     * @param value the value
     * @return this
     */
    public Required value(String javaName, @Nullable Object value) {
        if (value == null) {
            missing.add(javaName);
        }
        return this;
    }

    /**
     * Ends the check.
     *
     * @throws ScpValidationException when a value is missing
     */
    public void check() {
        if (!missing.isEmpty()) {
            throw new ScpValidationException(
                    typeName + " is not complete. Missing: " + String.join(", ", missing) + ".",
                    missing.stream()
                            .map(name -> typeName + "." + name + " is required")
                            .toList(),
                    CallSummary.NONE);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stage of support of a version of a service's API.
 *
 * <p>A value that this SDK does not know keeps its text and is {@link Known#UNRECOGNIZED}.
 */
public final class ServiceVersionStatus implements OpenEnum<ServiceVersionStatus.Known> {

    /** The version to use. */
    public static final ServiceVersionStatus CURRENT = new ServiceVersionStatus("CURRENT", Known.CURRENT);

    /** A version that still gets fixes, but no additions. */
    public static final ServiceVersionStatus SUPPORTED = new ServiceVersionStatus("SUPPORTED", Known.SUPPORTED);

    /** A version that is documented, but cannot be called yet. */
    public static final ServiceVersionStatus PLANNED = new ServiceVersionStatus("PLANNED", Known.PLANNED);

    /** A version that is supported for less than 90 more days. */
    public static final ServiceVersionStatus DEPRECATED = new ServiceVersionStatus("DEPRECATED", Known.DEPRECATED);

    private final String text;
    private final Known known;

    private ServiceVersionStatus(String text, Known known) {
        this.text = text;
        this.known = known;
    }

    /**
     * Returns the status with this text.
     *
     * @param text as the platform writes it, in any case
     * @return the status
     */
    public static ServiceVersionStatus of(String text) {
        return switch (Objects.requireNonNull(text, "ServiceVersionStatus: the text is null")
                .toUpperCase(Locale.ROOT)) {
            case "CURRENT" -> CURRENT;
            case "SUPPORTED" -> SUPPORTED;
            case "PLANNED" -> PLANNED;
            case "DEPRECATED" -> DEPRECATED;
            default -> new ServiceVersionStatus(text, Known.UNRECOGNIZED);
        };
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Known known() {
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceVersionStatus that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** The values that this SDK knows, to switch on. */
    public enum Known {
        /** The version to use. */
        CURRENT,
        /** A version that still gets fixes, but no additions. */
        SUPPORTED,
        /** A version that is documented, but cannot be called yet. */
        PLANNED,
        /** A version that is supported for less than 90 more days. */
        DEPRECATED,
        /** A value that this SDK does not know; see the text. */
        UNRECOGNIZED
    }
}

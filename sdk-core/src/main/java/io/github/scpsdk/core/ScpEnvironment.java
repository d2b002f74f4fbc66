// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.regex.Pattern;

/**
 * A partition of the platform: the letter before {@code samsungsdscloud.com} in its host names.
 *
 * <p>An environment without a constant in this version of the SDK can be made with {@link #of(String)}.
 * Building a client checks that its service exists there.
 */
public final class ScpEnvironment {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Samsung, {@code s}. */
    public static final ScpEnvironment SAMSUNG = new ScpEnvironment("s");

    /** Sovereign, {@code g}. */
    public static final ScpEnvironment SOVEREIGN = new ScpEnvironment("g");

    /** Enterprise, {@code e}. */
    public static final ScpEnvironment ENTERPRISE = new ScpEnvironment("e");

    private final String label;

    private ScpEnvironment(String label) {
        this.label = label;
    }

    /**
     * Returns the environment with this label.
     *
     * @param label as in host names, for example {@code e}: lower-case letters, digits and inner hyphens only
     * @return the environment
     * @throws ScpConfigurationException when {@code label} is no plain host name label
     */
    public static ScpEnvironment of(String label) {
        if (label == null || !LABEL.matcher(label).matches()) {
            throw new ScpConfigurationException(
                    "The environment is no plain host name label of lower-case letters, digits and inner"
                            + " hyphens. Known environments: s (Samsung), g (Sovereign), e (Enterprise).");
        }
        return new ScpEnvironment(label);
    }

    /**
     * Returns the label in host names.
     *
     * @return for example {@code e}
     */
    public String label() {
        return label;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScpEnvironment environment && environment.label.equals(label);
    }

    @Override
    public int hashCode() {
        return label.hashCode();
    }

    /**
     * Returns the label.
     *
     * @return for example {@code e}
     */
    @Override
    public String toString() {
        return label;
    }
}

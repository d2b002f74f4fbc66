// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

/**
 * A setting of a client, and which of the places where it can be set has won.
 *
 * @param name name of the setter in code, for example {@code region}
 * @param value the value as it can be shown to anyone: no secret, masked where it is part of one
 * @param source the place, for example {@code environment variable SCP_REGION}; {@link #BUILDER} for the code,
 *     {@link #DEFAULT} when it is set nowhere
 */
public record ResolvedSetting(String name, String value, String source) {

    /** The source of what the code sets. */
    public static final String BUILDER = "the client's builder";

    /** The source of what is set nowhere. */
    public static final String DEFAULT = "default";
}

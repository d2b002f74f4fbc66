// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

/**
 * A value of a set that the platform may extend at any time: a text, and the constant that this version of
 * the SDK knows for it.
 *
 * @param <K> the known values, as an enum to switch on; one of them, {@code UNRECOGNIZED}, stands for all
 *     others
 */
public interface OpenEnum<K extends Enum<K>> {

    /**
     * Returns the value as the platform writes it; kept even if this SDK does not know it.
     *
     * @return the platform's text
     */
    String text();

    /**
     * Returns the value to switch on.
     *
     * @return the known value, or {@code UNRECOGNIZED}
     */
    K known();
}

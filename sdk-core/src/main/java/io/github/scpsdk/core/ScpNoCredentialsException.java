// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.List;

/**
 * There are no keys in the places that were searched. A provider in a {@linkplain ScpCredentialsProvider#chain chain}
 * throws this to let the next one be asked; any other failure ends the chain.
 */
public class ScpNoCredentialsException extends ScpConfigurationException {

    private static final long serialVersionUID = 1L;

    /** The places, in a list that can be serialized. */
    @SuppressWarnings("serial") // made by List.copyOf
    private final List<String> searched;

    /**
     * Creates the exception.
     *
     * @param searched the places, as they can follow "Searched in:"; never a key
     */
    public ScpNoCredentialsException(List<String> searched) {
        this("No credentials found. Searched in: " + String.join("; ", searched) + ".", searched);
    }

    /**
     * Creates the exception with a message of its own.
     *
     * @param message the places and the remedy
     * @param searched the places
     */
    public ScpNoCredentialsException(String message, List<String> searched) {
        super(message);
        this.searched = List.copyOf(searched);
    }

    /**
     * Returns the places that were searched.
     *
     * @return in the order of the search; unmodifiable
     */
    public List<String> searched() {
        return searched;
    }
}

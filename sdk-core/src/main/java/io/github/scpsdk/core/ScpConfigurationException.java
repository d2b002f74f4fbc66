// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/** A setting is missing, unreadable or not allowed. Nothing was sent. */
public class ScpConfigurationException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the setting, the places that were searched, and the remedy
     */
    public ScpConfigurationException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message the setting, the places that were searched, and the remedy
     * @param cause the cause, or null
     */
    public ScpConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause, CallSummary.NONE);
    }
}

package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/** A setting is missing, unreadable or not allowed. Nothing was sent. */
public class ScpConfigurationException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    /**
     * For the SDK.
     *
     * @param message which setting, where it was looked for, what to do
     */
    public ScpConfigurationException(String message) {
        this(message, null);
    }

    /**
     * For the SDK.
     *
     * @param message which setting, where it was looked for, what to do
     * @param cause what it came from, or null
     */
    public ScpConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause, CallSummary.NONE);
    }
}

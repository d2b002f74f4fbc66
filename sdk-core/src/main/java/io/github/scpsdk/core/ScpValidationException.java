package io.github.scpsdk.core;

import java.util.List;

/**
 * Arguments that the platform would refuse, all of them named by {@link #violations()}. Nothing was sent.
 */
public class ScpValidationException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    private final List<String> violations;

    /**
     * For the SDK, and for tests of code that handles it.
     *
     * @param message what was called and everything that is wrong with its arguments
     * @param violations one sentence for each, naming type and field but never the value
     * @param call the call it happened to
     */
    public ScpValidationException(String message, List<String> violations, CallSummary call) {
        super(message, null, call);
        this.violations = List.copyOf(violations);
    }

    /**
     * What is wrong.
     *
     * @return one sentence for each, naming type and field but never the value
     */
    public List<String> violations() {
        return violations;
    }
}

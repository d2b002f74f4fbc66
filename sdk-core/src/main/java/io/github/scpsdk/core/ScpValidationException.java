// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.List;

/**
 * The arguments are invalid: the platform would refuse them. {@link #violations()} names all of them. Nothing
 * was sent.
 */
public class ScpValidationException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    private final List<String> violations;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message the operation and all violations
     * @param violations one sentence for each, naming type and field but never the value
     * @param call the call that failed
     */
    public ScpValidationException(String message, List<String> violations, CallSummary call) {
        super(message, null, call);
        this.violations = List.copyOf(violations);
    }

    /**
     * Returns the violations.
     *
     * @return one sentence for each, naming type and field but never the value
     */
    public List<String> violations() {
        return violations;
    }
}

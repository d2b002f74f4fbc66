// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.List;

/**
 * A resource has the name that was asked for, but cannot be taken for it: other fields that were sent differ, it is
 * broken, or several have the name and fit. Nothing was created. The message names the fields.
 */
public class NotAdoptableException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    private final List<String> ids;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message what was found and what to do
     * @param call the call
     * @param ids the resources that have the name, copied
     */
    public NotAdoptableException(String message, CallSummary call, List<String> ids) {
        super(message, null, call);
        this.ids = List.copyOf(ids);
    }

    /**
     * Returns the resources that have the name.
     *
     * @return their ids; unmodifiable
     */
    public List<String> ids() {
        return ids;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.refusal;

import io.github.scpsdk.emulator.Response;
import java.util.List;

/** How a system writes errors. */
public interface ErrorForm {

    /**
     * The response that says what is wrong.
     *
     * @param code    for programs; empty where the system has none
     * @param details what is wrong, in words
     */
    Response error(int status, String code, List<String> details);

    /** The response to an account that does not have the service. */
    Response notEntitled(String service);
}

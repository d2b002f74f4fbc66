// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

/** Sends one request, compares the response with the model, and changes the model accordingly. */
interface Operation {
    void run(Exchange exchange, Step step);
}

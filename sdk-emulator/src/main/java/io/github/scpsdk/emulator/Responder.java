// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

/**
 * Decides the response to a request that has passed every check. An emulator starts with {@link #emulated()}; a test can
 * set its own. Called from many threads at once.
 */
@FunctionalInterface
public interface Responder {

    /**
     * {@return the response to a call; an exception becomes a 500 that says so}
     *
     * @param call the request
     */
    Response respond(Call call);

    /** {@return a responder that lets the emulator respond by itself} */
    static Responder emulated() {
        return Call::emulated;
    }

    /** {@return a responder that responds to every call with its documented success} */
    static Responder documented() {
        return Call::documented;
    }
}

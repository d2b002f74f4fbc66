// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.http;

/** Who responses. Called from many threads at once. */
public interface HttpHandler {
    /** What the paths of the emulator itself start with; bodies may be larger there. */
    String CONTROL = "/_emulator/";

    /** The response to a whole, well-formed request. */
    HttpResponse handle(HttpRequest request);

    /**
     * The response to what was no request that this server can read; the connection ends after it.
     *
     * @param status what is wrong, as HTTP says it
     * @param target as far as it was read, else empty
     * @param why    in words
     */
    HttpResponse refuse(int status, String target, String why);
}

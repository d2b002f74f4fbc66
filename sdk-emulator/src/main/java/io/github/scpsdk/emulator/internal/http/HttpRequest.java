// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.http;

/**
 * One request as it arrived.
 *
 * @param method  as sent
 * @param target  the request target, byte for byte
 * @param headers all of them
 * @param body    empty when there was none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record HttpRequest(String method, String target, HttpHeaders headers, byte[] body) {

    /** The target without its query. */
    public String rawPath() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Lets a request that must not be repeated pass once, whatever the interceptors above it do. Stands next to the wire.
 *
 * <p>Also hides {@code Retry-After} from OkHttp, which would send a request again by itself for a zero, and would throw
 * an unchecked exception for a huge number. And answers the challenge of a proxy before a request meets it.
 */
final class SendOnceInterceptor implements Interceptor {

    /** Prefix of a hidden header's name. */
    static final String HIDDEN = "Scp-Sdk-Hidden-";

    private static final String RETRY_AFTER = "Retry-After";

    private final ProxyDialogue proxies;

    SendOnceInterceptor(ProxyDialogue proxies) {
        this.proxies = proxies;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        HttpAttempt attempt = HttpAttempt.of(chain.call());
        if (attempt != null && !attempt.maySend()) {
            throw new IOException(
                    "Not sent: the attempt has ended, or something tried to send again what must not be repeated");
        }
        Request request = proxies.answered(chain.request(), chain.connection());
        Response response = chain.proceed(request);
        if (attempt != null && response.code() == 407) {
            attempt.refusedBy(ProxyDialogue.proxy(request, chain.connection()));
        }
        String value = response.header(RETRY_AFTER);
        if (value == null) {
            return response;
        }
        Response.Builder hidden = response.newBuilder().removeHeader(RETRY_AFTER);
        // OkHttp accepts other characters from a server but not from us; such a value is no time anyway
        if (isPlain(value)) {
            hidden.header(HIDDEN + RETRY_AFTER, value);
        }
        return hidden.build();
    }

    private static boolean isPlain(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}

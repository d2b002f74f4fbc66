package io.github.scpsdk.core.internal.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Next to the wire: hides {@code Retry-After} from OkHttp, which would send a request again by itself for a zero and throw an unchecked exception
 * for a huge number; and lets a request that must not be repeated pass once, whatever stands above.
 */
final class SendOnceInterceptor implements Interceptor {

    /** Before the name of a hidden header. */
    static final String HIDDEN = "Scp-Sdk-Hidden-";

    private static final String RETRY_AFTER = "Retry-After";

    @Override
    public Response intercept(Chain chain) throws IOException {
        AttemptListener watch = chain.call()
                .request()
                .tag(AttemptListener.class); // of the call: an interceptor may have made another request
        if (watch != null && !watch.mayPass()) {
            throw new IOException(
                    "Not sent: the attempt has ended, or something tried to send again what must not be repeated");
        }
        Response response = chain.proceed(chain.request());
        String value = response.header(RETRY_AFTER);
        if (value == null) {
            return response;
        }
        Response.Builder hidden = response.newBuilder().removeHeader(RETRY_AFTER);
        if (isPlain(value)) { // OkHttp lets a server send what it does not let us set; and then it is no time either
            hidden.header(HIDDEN + RETRY_AFTER, value);
        }
        return hidden.build();
    }

    private static boolean isPlain(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}

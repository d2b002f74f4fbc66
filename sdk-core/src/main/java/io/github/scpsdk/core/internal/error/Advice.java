// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.error;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.ErrorResponse.Envelope;
import io.github.scpsdk.core.internal.http.ProxyAuthenticationException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Advises what to try next, for each kind of failure. */
final class Advice {

    private static final String PROXY_PASSWORD =
            "Set user and password in the proxyAuthenticator of an OkHttpClient, and give that to the client as"
                    + " httpClient, or in HTTPS_PROXY.";

    private Advice() {}

    /**
     * Advises after a response.
     *
     * @param proxy the proxy that sent it, if that is known
     * @param mayBeDoneTwice whether another call may do the work twice, so that calling again is no advice
     * @param refused whether it is certain that nothing was done, whatever the status says
     */
    static String of(
            ErrorResponse response,
            @Nullable String proxy,
            CallSummary summary,
            boolean mayBeDoneTwice,
            boolean refused) {
        if (refused && (response.status() < 300 || response.status() >= 500)) {
            return "What was asked was not done. Correct what the response names.";
        }
        return switch (response.status()) {
            case 400 -> "Correct what the response names. An unknown id can also be answered 400.";
            case 401 ->
                "Check the access and secret key, and this machine's clock; Archive Storage takes only keys of its own"
                        + " kind, made in the console.";
            case 403 -> "Check that the account may do this, and that the resource belongs to it.";
            case 404 ->
                response.envelope() == Envelope.SERVICE
                        ? "Check the id and the region."
                        : "The response does not come from the service. The gateway in front of it answers 404, not"
                                + " 401, when a signature header is missing or was changed, for example by an"
                                + " interceptor or a proxy, and when it does not know the host or path. Check region,"
                                + " environment, endpoint override and keys.";
            case 406 ->
                "The platform does not serve version " + summary.version() + " of " + summary.service()
                        + ", or not for this operation. client.versions() lists the versions that it serves; use the"
                        + " client of the newest.";
            case 407 ->
                (proxy == null ? "A proxy on the way" : "The proxy " + proxy)
                        + " wants a user and a password, or others; the request did not get past it. "
                        + PROXY_PASSWORD;
            case 408 -> mayBeDoneTwice ? "The platform did not get the request in time." : "Try again later.";
            case 409 ->
                "The state of the resource does not allow this now"
                        + (summary.earlierAttemptMayHaveArrived()
                                ? ", perhaps because an earlier attempt of this call worked"
                                : "")
                        + ". Right after a create or during a delete this passes within minutes; the option retryConflicts"
                        + " repeats a write until then.";
            case 429 -> "Call less often.";
            default ->
                response.status() >= 500
                        ? mayBeDoneTwice
                                ? "The platform failed; its support can say more with the request id."
                                : "The platform failed. Try again later, or ask its support with the request id."
                        : response.status() >= 300 && response.status() < 400
                                ? "Redirects are never followed, because the signature would be sent along. Check the"
                                        + " endpoint override."
                                : "Correct what the response names.";
        };
    }

    /**
     * Advises after no response.
     *
     * @param mayBeDoneTwice whether another call may do the work twice, so that calling again is no advice
     */
    static String of(IOException cause, boolean mayBeDoneTwice) {
        if (cause instanceof ProxyAuthenticationException) {
            return PROXY_PASSWORD;
        }
        if (cause instanceof UnknownHostException) {
            return "Check region, environment, DNS and proxy.";
        }
        if (cause instanceof ConnectException || cause instanceof SocketTimeoutException) {
            return "Check that the endpoint can be reached from here, and the proxy.";
        }
        if (cause.getCause() instanceof RejectedExecutionException) {
            return "Build a new client for further calls.";
        }
        if (cause instanceof SSLException) {
            return "Check the certificate that the endpoint or a proxy on the way presents, and what the HTTP client"
                    + " trusts.";
        }
        return mayBeDoneTwice ? "Check the network." : "Check the network, and try again.";
    }

    static String reason(int status) {
        return switch (status) {
            case 400 -> " Bad Request";
            case 401 -> " Unauthorized";
            case 403 -> " Forbidden";
            case 404 -> " Not Found";
            case 405 -> " Method Not Allowed";
            case 406 -> " Not Acceptable";
            case 407 -> " Proxy Authentication Required";
            case 408 -> " Request Timeout";
            case 409 -> " Conflict";
            case 413 -> " Content Too Large";
            case 415 -> " Unsupported Media Type";
            case 422 -> " Unprocessable Content";
            case 429 -> " Too Many Requests";
            case 500 -> " Internal Server Error";
            case 501 -> " Not Implemented";
            case 502 -> " Bad Gateway";
            case 503 -> " Service Unavailable";
            case 504 -> " Gateway Timeout";
            default -> "";
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Authenticator;
import okhttp3.Connection;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Answers the challenges of a proxy with the application's authenticator. Ends a dialogue that leads nowhere: OkHttp
 * would repeat the same wrong password for ever. Equal for equal authenticators, as clients that share connections need
 * it.
 *
 * @param application the authenticator of the application's client
 */
record ProxyDialogue(Authenticator application) implements Authenticator {

    private static final String CHALLENGE = "Proxy-Authenticate";
    private static final String ANSWER = "Proxy-Authorization";
    private static final String PREEMPTIVE = "OkHttp-Preemptive";

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
        Response wire = response.networkResponse();
        String given = (wire == null ? response : wire).request().header(ANSWER);
        Request next = application.authenticate(route, response);
        if (next != null && (given == null || !given.equals(next.header(ANSWER)))) {
            return next;
        }
        boolean tunnel = response.request().method().equals("CONNECT");
        if (route != null && tunnel && !PREEMPTIVE.equals(response.header(CHALLENGE))) {
            throw new ProxyAuthenticationException(name(route), given != null);
        }
        return null; // the response of the proxy is the result
    }

    /**
     * Returns a request with the answer to the challenge of its proxy, before there is one: as OkHttp does for tunnels. A
     * request that must not be repeated could not be sent after the challenge.
     */
    Request answered(Request request, @Nullable Connection connection) throws IOException {
        if (proxy(request, connection) == null || connection == null || request.header(ANSWER) != null) {
            return request;
        }
        Response challenge = new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(407)
                .message("Preemptive Authenticate")
                .addHeader(CHALLENGE, PREEMPTIVE)
                // what most authenticators wait for, that of java.net among them
                .addHeader(CHALLENGE, "Basic realm=\"proxy\"")
                .build();
        Request next = application.authenticate(connection.route(), challenge);
        String answer = next == null ? null : next.header(ANSWER);
        return answer == null
                ? request
                : request.newBuilder().header(ANSWER, answer).build();
    }

    /** Returns the proxy that reads a request, or null if none does. */
    static @Nullable String proxy(Request request, @Nullable Connection connection) {
        return request.isHttps()
                        || connection == null
                        || connection.route().proxy().type() != Proxy.Type.HTTP
                ? null
                : name(connection.route());
    }

    // OkHttp compares it in every call, and what a record has for that is slow to start

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProxyDialogue same && same.application.equals(application);
    }

    @Override
    public int hashCode() {
        return application.hashCode();
    }

    private static String name(Route route) {
        return route.proxy().address() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : "on the way";
    }
}

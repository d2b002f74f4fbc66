// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import io.github.scpsdk.core.internal.config.EnvironmentProxy;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Selects the proxy of the environment variables, or what the JVM selects where these have no say. */
final class ProxyFromEnvironment extends ProxySelector {

    private final EnvironmentProxy environment;
    private final ProxySelector jvm;

    ProxyFromEnvironment(EnvironmentProxy environment, ProxySelector jvm) {
        this.environment = environment;
        this.jvm = jvm;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return environment.isFor(uri) ? List.of(new Proxy(Proxy.Type.HTTP, environment.address())) : jvm.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        jvm.connectFailed(uri, address, failure);
    }

    /** Equal for equal proxies, so that clients share connections. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ProxyFromEnvironment same
                && environment.equals(same.environment)
                && jvm.equals(same.jvm);
    }

    @Override
    public int hashCode() {
        return environment.hashCode();
    }

    @Override
    public String toString() {
        return environment.toString();
    }

    /** Gives the password to this proxy and to no other. */
    record Password(EnvironmentProxy environment) implements Authenticator {

        @Override
        public @Nullable Request authenticate(@Nullable Route route, Response response) {
            String answer = environment.authorization();
            return answer == null
                            || route == null
                            || !environment.address().equals(route.proxy().address())
                    ? null
                    : response.request()
                            .newBuilder()
                            .header("Proxy-Authorization", answer)
                            .build();
        }
    }
}

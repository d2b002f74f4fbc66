// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpConfigurationException;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The proxy for https of {@code HTTPS_PROXY}, with the exceptions of {@code NO_PROXY}; both also in lower case, which comes
 * first, as with curl. The proxy of the JVM's system properties comes before it. Messages never show the value, because
 * it may contain a password. Equal for equal settings, as clients that share connections need it.
 */
public final class EnvironmentProxy {

    private static final String ALLOWED =
            " Give http://host:port or http://user:password@host:port, with what is special in user and password"
                    + " percent-encoded.";

    private final SystemEnvironment system;
    private final String source;
    private final InetSocketAddress address;
    private final @Nullable String authorization;
    private final NoProxy exceptions;

    private EnvironmentProxy(
            SystemEnvironment system,
            String source,
            InetSocketAddress address,
            @Nullable String authorization,
            NoProxy exceptions) {
        this.system = system;
        this.source = source;
        this.address = address;
        this.authorization = authorization;
        this.exceptions = exceptions;
    }

    /** Returns the proxy, or null if none is set or the JVM decides. */
    static @Nullable EnvironmentProxy find(SystemEnvironment system) {
        String name = nonBlank(system.variable("https_proxy")) == null ? "HTTPS_PROXY" : "https_proxy";
        String value = nonBlank(system.variable(name));
        if (value == null || jvmDecides(system)) {
            return null;
        }
        String exceptions = nonBlank(system.variable("no_proxy"));
        if (exceptions == null) {
            exceptions = nonBlank(system.variable("NO_PROXY"));
        }
        return parse(system, "environment variable " + name, value, new NoProxy(exceptions == null ? "" : exceptions));
    }

    /** Whether the system properties of the JVM say which proxy to use. */
    private static boolean jvmDecides(SystemEnvironment system) {
        return nonBlank(system.property("https.proxyHost")) != null
                || nonBlank(system.property("socksProxyHost")) != null
                || Boolean.parseBoolean(system.property("java.net.useSystemProxies"));
    }

    private static EnvironmentProxy parse(SystemEnvironment system, String source, String value, NoProxy exceptions) {
        int scheme = value.indexOf("://");
        if (scheme >= 0 && !value.substring(0, scheme).toLowerCase(Locale.ROOT).equals("http")) {
            throw refused(source, "is no proxy that is spoken to by http.");
        }
        String authority = value.substring(scheme < 0 ? 0 : scheme + 3);
        if (authority.endsWith("/")) {
            authority = authority.substring(0, authority.length() - 1);
        }
        int at = authority.lastIndexOf('@');
        String place = authority.substring(at + 1);
        int colon = place.lastIndexOf(':');
        boolean hasPort = colon >= 0 && colon > place.lastIndexOf(']');
        String host = hasPort ? place.substring(0, colon) : place;
        int port = hasPort ? port(place.substring(colon + 1)) : 80;
        if (!isHost(host) || port < 1) {
            throw refused(source, "has no plain host name and port.");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new EnvironmentProxy(
                system,
                source,
                InetSocketAddress.createUnresolved(bare, port),
                at < 0 ? null : authorization(source, authority.substring(0, at)),
                exceptions);
    }

    private static boolean isHost(String host) {
        boolean v6 = host.startsWith("[") && host.endsWith("]");
        String name = v6 ? host.substring(1, host.length() - 1) : host;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean plain = v6
                    ? digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.'
                    : digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
            if (!plain) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static int port(String text) {
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || i > 4) {
                return -1;
            }
            port = port * 10 + c - '0';
        }
        return port <= 65535 ? port : -1;
    }

    private static String authorization(String source, String userInfo) {
        int colon = userInfo.indexOf(':');
        byte[] user = decoded(source, colon < 0 ? userInfo : userInfo.substring(0, colon));
        byte[] password = decoded(source, colon < 0 ? "" : userInfo.substring(colon + 1));
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(user);
        both.write(':');
        both.writeBytes(password);
        return "Basic " + Base64.getEncoder().encodeToString(both.toByteArray());
    }

    private static byte[] decoded(String source, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                throw refused(source, "has a % in user or password that begins no byte.");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        return bytes.toByteArray();
    }

    private static ScpConfigurationException refused(String source, String why) {
        return new ScpConfigurationException("The proxy (" + source + ") " + why + ALLOWED);
    }

    private static @Nullable String nonBlank(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Whether requests to this address go through the proxy now. */
    public boolean isFor(URI uri) {
        String host = uri.getHost();
        int port = uri.getPort() < 0 ? 443 : uri.getPort();
        return "https".equals(uri.getScheme())
                && host != null
                && !jvmDecides(system)
                && !exceptions.includes(host, port);
    }

    /** Returns where the proxy is, unresolved. */
    public InetSocketAddress address() {
        return address;
    }

    /** Returns the value of {@code Proxy-Authorization}; null when there is no password. */
    public @Nullable String authorization() {
        return authorization;
    }

    /** Returns the place of the setting. */
    public String source() {
        return source;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnvironmentProxy same
                && system == same.system
                && address.equals(same.address)
                && Objects.equals(authorization, same.authorization)
                && exceptions.equals(same.exceptions);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** Returns host and port, never the password. */
    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort();
    }
}

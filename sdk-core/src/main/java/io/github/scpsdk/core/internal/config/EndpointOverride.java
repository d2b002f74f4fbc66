// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;

/** An address that replaces the platform's own. Messages never show it, because it may contain a password. */
public final class EndpointOverride {

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(?:\\.(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private EndpointOverride() {}

    /**
     * Checks an address.
     *
     * @param source the place of the setting, for messages
     * @param address the address
     * @param allowPlainHttp whether http to another machine is allowed
     */
    public static HttpUrl parse(String source, String address, boolean allowPlainHttp) {
        URI uri;
        try {
            uri = new URI(address.strip());
        } catch (URISyntaxException e) {
            throw refused(source, "is no URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused(source, "does not begin with https:// (or http:// for this machine)");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused(source, "has user info before the host, which is never sent");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(source, "has a query or a fragment; only a path is allowed after the host");
        }
        HttpUrl url = HttpUrl.parse(uri.toASCIIString());
        String host = uri.getHost();
        boolean sameHost = host != null && url != null && (host.startsWith("[") || host.equalsIgnoreCase(url.host()));
        if (!sameHost) {
            throw refused(source, "has no plain host name or address");
        }
        if (!url.isHttps() && !allowPlainHttp && !isLoopback(url)) {
            throw refused(
                    source,
                    "is plain http to another machine (" + url.host()
                            + "). Use https: the signature does not cover the body. For a trusted network, the builder has"
                            + " allowPlainHttp(true)");
        }
        HttpUrl bare = url;
        while (bare.pathSize() > 1
                && bare.pathSegments().get(bare.pathSize() - 1).isEmpty()) {
            bare = bare.newBuilder().removePathSegment(bare.pathSize() - 1).build();
        }
        return bare;
    }

    /**
     * The address for another region.
     *
     * @param url an address with the region as one segment of its path, as an emulator has it
     * @param regions what that segment may be
     * @param other the region to put there
     */
    static HttpUrl inRegion(HttpUrl url, Collection<String> regions, String other) {
        List<String> path = url.pathSegments();
        List<Integer> found = IntStream.range(0, path.size())
                .filter(i -> regions.contains(path.get(i)))
                .boxed()
                .toList();
        if (found.size() != 1) {
            throw new ScpConfigurationException("The endpoint override has no region that inRegion(" + other
                    + ") could replace: one segment of its path, and only one, must be "
                    + (regions.size() == 1 ? regions.iterator().next() : "a region of the service")
                    + ". Build a client with the endpoint override for " + other + " instead.");
        }
        return url.newBuilder().setPathSegment(found.get(0), other).build();
    }

    /** Returns whether an address is of this machine, by its text alone. */
    public static boolean isLoopback(HttpUrl url) {
        return url.host().equals("localhost")
                || url.host().equals("::1")
                || LOOPBACK_V4.matcher(url.host()).matches();
    }

    private static ScpConfigurationException refused(String source, String why) {
        return new ScpConfigurationException("The endpoint override (" + source + ") " + why + ".");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpConfigurationException;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;

/** An address that replaces the platform's own. Messages never show it, because it may contain a password. */
public final class EndpointOverride {

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IP_V4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(?:\\." + BYTE + "){3}");

    /** A last label that makes a host name look like an address. */
    private static final Pattern NUMBER = Pattern.compile("(?:^|\\.)(?:\\d+|0[xX][0-9a-fA-F]*)\\.?$");

    private static final String ILLEGAL = "\"<>\\^`{|}";
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]]+)(:\\d{0,5})?");

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
            throw refused(source, "is no URL" + illegal(address.strip()));
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused(source, "does not begin with https:// (or http:// for this machine)");
        }
        String authority = uri.getRawAuthority();
        if (authority != null && authority.indexOf('@') >= 0) {
            throw refused(source, "has user info before the host, which is never sent");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(source, "has a query or a fragment; only a path is allowed after the host");
        }
        HttpUrl url = parse(source, scheme, authority == null ? "" : authority, uri);
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

    /** Reads the URL with OkHttp, and insists that it finds the same host there as the JDK does. */
    private static HttpUrl parse(String source, String scheme, String authority, URI uri) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw refused(source, "has no plain host name or address");
        }
        String host = parts.group(1);
        if (!host.startsWith("[")) {
            host = ascii(source, host);
        }
        String port = parts.group(2) == null ? "" : parts.group(2);
        HttpUrl url = HttpUrl.parse(scheme + "://" + host + port + uri.getRawPath());
        if (url == null || !(host.startsWith("[") || host.equalsIgnoreCase(url.host()))) {
            throw refused(source, "has no plain host name or address");
        }
        return url;
    }

    /**
     * Returns a host name as it is in DNS. Underscores are fine, and so are the letters and digits of any script, unless
     * they are mere variants of others: what looks like one host must not be another.
     */
    private static String ascii(String source, String host) {
        for (int i = 0, c; i < host.length(); i += Character.charCount(c)) {
            c = host.codePointAt(i);
            if (!isPlain(c)) {
                throw refused(source, "has " + name(c) + " in its host name");
            }
        }
        if (NUMBER.matcher(host).find()) {
            if (IP_V4.matcher(host).matches()) {
                return host;
            }
            throw refused(
                    source,
                    "has no plain host name: it is a number, which is an address in some places and not in others");
        }
        try {
            String ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            HttpUrl read = HttpUrl.parse("https://" + host); // as OkHttp would, by a newer standard
            if (read == null || read.host().equals(ascii)) {
                return ascii;
            }
        } catch (IllegalArgumentException e) {
            // a label that is empty or too long
        }
        throw refused(source, "has no plain host name: its labels are too long, or mean another host elsewhere");
    }

    private static boolean isPlain(int c) {
        if (c < 0x80) {
            return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
        }
        String character = Character.toString(c);
        int type = Character.getType(c);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return (Character.isLetterOrDigit(c) || mark)
                && Normalizer.normalize(character, Normalizer.Form.NFKC).equals(character);
    }

    private static String illegal(String address) {
        return address.codePoints()
                .filter(c -> ILLEGAL.indexOf(c) >= 0 || Character.isISOControl(c) || Character.isSpaceChar(c))
                .mapToObj(c -> ": it has " + name(c))
                .findFirst()
                .orElse(" of the form https://host:port/path");
    }

    /** Names one character. Only that, because the address may contain a password. */
    private static String name(int c) {
        return "the character "
                + (Character.isLetterOrDigit(c) || (c > ' ' && c < 0x7f) ? "'" + Character.toString(c) + "' " : "")
                + String.format(Locale.ROOT, "(U+%04X)", c);
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

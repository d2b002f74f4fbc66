// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal;

import io.github.scpsdk.emulator.internal.EmulatedSystem.Arrival;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.description.DescribedVersion.Match;
import io.github.scpsdk.emulator.internal.http.HttpRequest;
import io.github.scpsdk.emulator.internal.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is for. Its host is either the platform's name of a service in a region, or this machine; then the path
 * starts with the region, and the next segment or the version header names the service.
 *
 * @param url      the absolute URL, as the client must have signed it
 * @param versions of the service, newest first
 * @param asked    the version in the header; null when there is none
 * @param region   where
 * @param base     the URL up to the path of the service, without a slash at its end
 * @param path     the path of the service, still encoded
 */
record Address(
        String url,
        List<DescribedVersion> versions,
        @Nullable String asked,
        String region,
        String base,
        String path) {
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)(https?)://([^/?]+)(.*)");
    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)(localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]{1,5})?");
    private static final Pattern VERSION_HEADER = Pattern.compile("([a-z][a-z-]*) ([0-9]+\\.[0-9]+)");

    /** The service that a request names in its version header, if it has one. */
    private record Named(String service, String version) {}

    /** Whether a host header names this machine. */
    static boolean isThisMachine(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    static Address of(HttpRequest request, Catalogue catalogue) {
        Matcher absolute = ABSOLUTE.matcher(request.target());
        if (absolute.matches()) { // what a client sends to a proxy
            return of(absolute.group(1), absolute.group(2), absolute.group(3), request, catalogue);
        }
        String host = String.valueOf(request.headers().first("Host"));
        boolean platform = host.indexOf(':') < 0 && !LOOPBACK.matcher(host).matches();
        // the platform speaks https alone; whatever ends TLS in front of here passes its host on
        return of(platform ? "https" : "http", host, request.target(), request, catalogue);
    }

    private static Address of(
            String scheme, String authority, String target, HttpRequest request, Catalogue catalogue) {
        String path = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
        if (!path.startsWith("/")) {
            throw Refusal.noRoute("The request target starts with no slash.");
        }
        String root = scheme + "://" + authority;
        Named named = named(request);
        if (LOOPBACK.matcher(authority).matches()) {
            return onThisMachine(root, target, path, named, catalogue);
        }
        Catalogue.Host host = catalogue.at(withoutPort(authority));
        if (host == null) {
            throw Refusal.noRoute("No service answers at host '" + authority + "'.");
        }
        return new Address(
                root + target,
                versions(host.service(), "the host " + host.service(), named, catalogue),
                named == null ? null : named.version(),
                host.location().region(),
                root,
                path);
    }

    private static Address onThisMachine(
            String root, String target, String path, @Nullable Named named, Catalogue catalogue) {
        String region = firstSegment(path);
        String rest = path.substring(1 + region.length());
        String base = root + "/" + region;
        String inPath = rest.isEmpty() ? "" : firstSegment(rest);
        boolean pathNames = catalogue.services().contains(inPath);
        if (pathNames) {
            rest = rest.substring(1 + inPath.length());
            base += "/" + inPath;
        }
        List<DescribedVersion> versions = pathNames
                ? versions(inPath, "the path " + inPath, named, catalogue)
                : versions(requireNamed(named).service(), "", named, catalogue);
        if (versions.get(0).locations().stream().noneMatch(l -> l.region().equals(region))) {
            throw Refusal.noRoute("'/" + region + "' is no region of "
                    + versions.get(0).service() + ": on this machine a path starts with one of " + regions(versions)
                    + ".");
        }
        return new Address(root + target, versions, named == null ? null : named.version(), region, base, rest);
    }

    private static Named requireNamed(@Nullable Named named) {
        if (named == null) {
            throw Refusal.noRoute("Neither the host nor the path nor a header Scp-Api-Version names the service.");
        }
        return named;
    }

    private static String firstSegment(String path) {
        int slash = path.indexOf('/', 1);
        return path.substring(1, slash < 0 ? path.length() : slash);
    }

    private static String withoutPort(String authority) {
        int colon = authority.indexOf(':');
        return (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    private static @Nullable Named named(HttpRequest request) {
        List<String> headers = request.headers().all("Scp-Api-Version");
        if (headers.isEmpty()) {
            return null;
        }
        Matcher header = VERSION_HEADER.matcher(headers.get(0));
        if (headers.size() > 1 || !header.matches()) {
            throw Refusal.noRoute("Scp-Api-Version is not one service name, a space and a version.");
        }
        return new Named(header.group(1), header.group(2));
    }

    private static List<DescribedVersion> versions(
            String service, String namedBy, @Nullable Named named, Catalogue catalogue) {
        if (named != null && !named.service().equals(service)) {
            throw Refusal.noRoute("Scp-Api-Version names " + named.service() + ", " + namedBy + ".");
        }
        List<DescribedVersion> versions = catalogue.versions(service);
        if (versions.isEmpty()) {
            throw Refusal.noRoute("Scp-Api-Version names no service: there are " + catalogue.services() + ".");
        }
        return versions;
    }

    /**
     * The version that responds, which is the one that was asked for, else the newest, and its operation. The platform
     * knows the versions of each operation, and the operation is looked for first, in all versions.
     *
     * @return null when the version that was asked for does not exist, or lacks an operation that another one has
     */
    @Nullable
    Arrival arrival(String method) {
        NavigableMap<Integer, List<Arrival>> byFit = new TreeMap<>();
        for (DescribedVersion version : versions) {
            Match match = version.match(method, path);
            int fit = match == null ? -1 : match.operation().fixedSegments();
            byFit.computeIfAbsent(fit, f -> new ArrayList<>()).add(new Arrival(version, region, base, match, null));
        }
        return byFit.lastEntry().getValue().stream()
                .filter(arrival -> asked == null || arrival.version().version().equals(asked))
                .findFirst()
                .orElse(null);
    }

    /** The host name of the service. */
    String service() {
        return versions.get(0).service();
    }

    private static Set<String> regions(List<DescribedVersion> versions) {
        Set<String> regions = new TreeSet<>();
        versions.get(0).locations().forEach(location -> regions.add(location.region()));
        return regions;
    }
}

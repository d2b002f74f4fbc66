package io.github.scpsdk.emulator.internal;

import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.description.Location;
import io.github.scpsdk.emulator.internal.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is for. Its host is either the platform's name of a service in a region, or this machine; then the
 * version header names the service and the first segment of the path the region.
 *
 * @param url     the absolute URL, as the client must have signed it
 * @param version the service and its version
 * @param region  where
 * @param base    the URL up to the path of the service, without a slash at its end
 * @param path    the path of the service, still encoded
 */
record Address(String url, DescribedVersion version, String region, String base, String path) {
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)(https?)://([^/?]+)(.*)");
    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)(localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]{1,5})?");
    private static final Pattern VERSION_HEADER = Pattern.compile("([a-z][a-z-]*) ([0-9]+\\.[0-9]+)");

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
        if (LOOPBACK.matcher(authority).matches()) {
            DescribedVersion version = versionByHeader(request, null, catalogue);
            int slash = path.indexOf('/', 1);
            String region = path.substring(1, slash < 0 ? path.length() : slash);
            if (version.locations().stream().noneMatch(l -> l.region().equals(region))) {
                throw Refusal.noRoute("'/" + region + "' is no region of " + version.service()
                        + ": on this machine a path starts with one of " + regions(version) + ".");
            }
            return new Address(
                    root + target, version, region, root + "/" + region, slash < 0 ? "" : path.substring(slash));
        }
        Catalogue.Host host = catalogue.at(withoutPort(authority));
        if (host == null) {
            throw Refusal.noRoute("No service answers at host '" + authority + "'.");
        }
        DescribedVersion version = versionByHeader(request, host.service(), catalogue);
        Location location = host.location();
        return new Address(root + target, version, location.region(), root, path);
    }

    private static String withoutPort(String authority) {
        int colon = authority.indexOf(':');
        return (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    private static DescribedVersion versionByHeader(
            HttpRequest request, @Nullable String serviceByHost, Catalogue catalogue) {
        List<String> headers = request.headers().all("Scp-Api-Version");
        if (headers.isEmpty() && serviceByHost != null) {
            return catalogue.versions(serviceByHost).get(0);
        }
        if (headers.isEmpty()) {
            throw Refusal.noRoute("Neither the host nor a header Scp-Api-Version names the service.");
        }
        Matcher header = VERSION_HEADER.matcher(headers.get(0));
        if (headers.size() > 1 || !header.matches()) {
            throw Refusal.noRoute("Scp-Api-Version is not one service name, a space and a version.");
        }
        String service = header.group(1);
        if (serviceByHost != null && !serviceByHost.equals(service)) {
            throw Refusal.noRoute("Scp-Api-Version names " + service + ", the host " + serviceByHost + ".");
        }
        List<DescribedVersion> versions = catalogue.versions(service);
        if (versions.isEmpty()) {
            throw Refusal.noRoute("Scp-Api-Version names no service: there are " + catalogue.services() + ".");
        }
        return versions.stream()
                .filter(version -> version.version().equals(header.group(2)))
                .findFirst()
                .orElseThrow(() -> Refusal.noRoute(service + " has no version " + header.group(2) + ", but "
                        + versions.stream().map(DescribedVersion::version).toList() + "."));
    }

    private static Set<String> regions(DescribedVersion version) {
        Set<String> regions = new TreeSet<>();
        version.locations().forEach(location -> regions.add(location.region()));
        return regions;
    }
}

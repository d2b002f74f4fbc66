// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The hosts of {@code NO_PROXY}, separated by commas or spaces: {@code *} for all; a name, which includes what ends with it
 * ({@code example.com}, {@code .example.com}, {@code *.example.com}); an address; a block of addresses
 * ({@code 10.0.0.0/8}). Names and addresses may have a port. Entries that are none of these match nothing, because other
 * programs read the variable too.
 *
 * @param value the value of the variable
 */
record NoProxy(String value) {

    /** Whether this host is to be reached without the proxy. Nothing is looked up in DNS. */
    boolean includes(String host, int port) {
        String bare = bare(host.toLowerCase(Locale.ROOT));
        int from = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || value.charAt(i) == ',' || value.charAt(i) <= ' ') {
                if (i > from && matches(value.substring(from, i).toLowerCase(Locale.ROOT), bare, port)) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    private static boolean matches(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (slash >= 0) {
            return inBlock(entry.substring(0, slash), entry.substring(slash + 1), host);
        }
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon >= 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
        if (hasPort && !entry.substring(colon + 1).equals(String.valueOf(port))) {
            return false;
        }
        String name = bare(hasPort ? entry.substring(0, colon) : entry);
        if (name.startsWith("*.")) {
            name = name.substring(2);
        } else if (name.startsWith(".")) {
            name = name.substring(1);
        }
        boolean address = address(host) != null || host.indexOf(':') >= 0; // which has no parent domain
        return !name.isEmpty() && (host.equals(name) || (!address && host.endsWith("." + name)));
    }

    /** Returns a host without the brackets of IPv6 and the dot of the root. */
    private static String bare(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static boolean inBlock(String network, String length, String host) {
        Long base = address(network);
        Long address = address(host);
        int bits = number(length, 32);
        return base != null && address != null && bits >= 0 && base >> (32 - bits) == address >> (32 - bits);
    }

    /** Returns an IPv4 address as a number, or null. */
    private static @Nullable Long address(String text) {
        long address = 0;
        int from = 0;
        for (int part = 0; part < 4; part++) {
            int dot = text.indexOf('.', from);
            int end = part == 3 ? text.length() : dot;
            int number = end < from ? -1 : number(text.substring(from, end), 255);
            if (number < 0) {
                return null;
            }
            address = address << 8 | number;
            from = end + 1;
        }
        return address;
    }

    /** Returns a number, or -1 if it is none or too large. */
    private static int number(String text, int most) {
        if (text.isEmpty() || text.length() > 3) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number <= most ? number : -1;
    }
}

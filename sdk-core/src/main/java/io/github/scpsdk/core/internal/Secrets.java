package io.github.scpsdk.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one call, to be kept out of everything that the server said or a library complained about. Made only when something went
 * wrong.
 */
public final class Secrets {

    private static final String MASK = "***";
    private static final int LONGEST_TEXT = 2048;

    private final Set<String> secrets = new LinkedHashSet<>();
    private @Nullable List<String> forms;

    /** No secrets yet. */
    public Secrets() {}

    /** Remembers a secret; null and empty ones are none. */
    public void add(@Nullable String secret) {
        if (secret != null && !secret.isEmpty() && secrets.add(secret)) {
            forms = null;
        }
    }

    /** The text with every secret replaced, in whichever form it may have been echoed. */
    public String mask(String text) {
        String masked = text;
        for (String form : forms()) {
            if (masked.contains(form)) {
                masked = masked.replace(form, MASK);
            }
        }
        return masked;
    }

    /** The text masked, without control characters, and cut to 2 KiB. */
    public String safe(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), LONGEST_TEXT));
        String masked = mask(text);
        for (int i = 0, bytes = 0; i < masked.length(); ) {
            int c = masked.codePointAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > LONGEST_TEXT) {
                return kept.append(" (cut)").toString();
            }
            kept.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            i += Character.charCount(c);
        }
        return kept.toString();
    }

    /** The failure itself, when nothing in it needs masking; else a copy that says the same without it. */
    public Throwable safe(Throwable failure) {
        return isSafe(failure, 0) ? failure : copy(failure, 0);
    }

    private boolean isSafe(Throwable failure, int depth) {
        String message = failure.getMessage();
        if (depth > 8 || (message != null && !safe(message).equals(message))) {
            return false;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!isSafe(suppressed, depth + 1)) {
                return false;
            }
        }
        return failure.getCause() == null || isSafe(failure.getCause(), depth + 1);
    }

    private Throwable copy(Throwable failure, int depth) {
        String message = failure.getMessage();
        Exception copy = new Exception(failure.getClass().getName() + (message == null ? "" : ": " + safe(message)));
        copy.setStackTrace(failure.getStackTrace());
        if (depth < 8) {
            if (failure.getCause() != null) {
                copy.initCause(copy(failure.getCause(), depth + 1));
            }
            for (Throwable suppressed : failure.getSuppressed()) {
                copy.addSuppressed(copy(suppressed, depth + 1));
            }
        }
        return copy;
    }

    private List<String> forms() {
        if (forms == null) {
            Set<String> all = new LinkedHashSet<>();
            for (String secret : secrets) {
                all.add(secret);
                for (boolean upper : new boolean[] {true, false}) {
                    all.add(json(secret, upper, false, false));
                    all.add(json(secret, upper, true, false));
                    all.add(json(secret, upper, false, true));
                    all.add(json(secret, upper, true, true));
                    all.add(percent(secret, upper, "%20"));
                    all.add(percent(secret, upper, "+"));
                }
                all.add(html(secret));
            }
            List<String> sorted = new ArrayList<>(all);
            sorted.sort(Comparator.comparingInt(String::length)
                    .reversed()); // the longest first, so that nothing of it is left
            forms = sorted;
        }
        return forms;
    }

    private static String json(String text, boolean upperHex, boolean asciiOnly, boolean slashes) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '/' -> out.append(slashes ? "\\/" : "/");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || (asciiOnly && c > '~') || (asciiOnly && "<>&'=".indexOf(c) >= 0)) {
                        out.append("\\u").append(hex(c, 4, upperHex));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    private static String percent(String text, boolean upperHex, String space) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(c == ' ' ? space : "%" + hex(c, 2, upperHex));
            }
        }
        return out.toString();
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String hex(char c, int digits, boolean upper) {
        String hex = Integer.toHexString(c);
        String padded = "0".repeat(digits - hex.length()) + hex;
        return upper ? padded.toUpperCase(Locale.ROOT) : padded;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replaces the secrets of one call in texts of the server and of libraries. Made only when a call fails. */
public final class Redactor {

    private static final String MASK = "***";
    private static final int MAX_TEXT = 2048;
    private static final int MIN_BASE64 = 6;

    private final Set<String> secrets = new LinkedHashSet<>();
    private @Nullable Map<Integer, List<SecretMatcher>> matchers;

    /** Creates a redactor without secrets. */
    public Redactor() {}

    /** Adds a secret; null and empty texts are ignored. */
    public void add(@Nullable String secret) {
        if (secret != null && !secret.isEmpty() && secrets.add(secret)) {
            matchers = null;
        }
    }

    /** Returns the text with every secret replaced, in any form in which a server may echo it. */
    public String mask(String text) {
        return mask(text, false);
    }

    /** Does the same for a text that was cut: the beginning of a secret at its end is replaced too. */
    public String maskCut(String text) {
        return mask(text, true);
    }

    private String mask(String text, boolean cut) {
        BitSet hidden = new BitSet();
        Map<Integer, List<SecretMatcher>> known = matchers();
        for (EscapedText view : EscapedText.views(text)) {
            for (int i = 0; i < view.length(); i++) {
                int at = i;
                view.charactersAt(
                        at,
                        first -> known.getOrDefault(first, List.of())
                                .forEach(matcher -> matcher.find(view, at, cut, hidden)));
            }
        }
        if (hidden.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        for (int shown = 0; shown < text.length(); ) {
            int start = hidden.nextSetBit(shown);
            masked.append(text, shown, start < 0 ? text.length() : start);
            if (start < 0) {
                break;
            }
            masked.append(MASK);
            shown = hidden.nextClearBit(start);
        }
        return masked.toString();
    }

    /** Returns the text masked, without control characters, and cut to 2 KiB. */
    public String safe(String text) {
        return safe(text, MAX_TEXT);
    }

    /** Returns the text masked, without control characters, and cut to so many bytes. */
    public String safe(String text, int maxBytes) {
        String masked = mask(text);
        if (masked.codePoints().anyMatch(Redactor::breaksLines)) {
            StringBuilder plain = new StringBuilder(masked.length());
            masked.codePoints().forEach(c -> plain.appendCodePoint(breaksLines(c) ? ' ' : c));
            // a tab that became a space may have completed a secret
            masked = mask(plain.toString());
        }
        StringBuilder kept = new StringBuilder(Math.min(masked.length(), maxBytes));
        for (int i = 0, bytes = 0; i < masked.length(); ) {
            int c = masked.codePointAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > maxBytes) {
                return kept.append(" (cut)").toString();
            }
            kept.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return kept.toString();
    }

    /** Returns whether a character could make one line of a log look like two, or like another one. */
    private static boolean breaksLines(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // these two only join letters; other characters of this kind can reverse a line
            case Character.FORMAT -> c != 0x200c && c != 0x200d;
            default -> false;
        };
    }

    /** Returns the failure itself if it contains no secret, else a copy with masked messages. */
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

    /** Returns the matchers of all secrets, by the first character. */
    private Map<Integer, List<SecretMatcher>> matchers() {
        if (matchers == null) {
            Set<String> texts = new LinkedHashSet<>();
            for (String secret : secrets) {
                texts.add(secret);
                texts.addAll(base64(secret));
            }
            Map<Integer, List<SecretMatcher>> all = new HashMap<>();
            for (String text : texts) {
                SecretMatcher matcher = new SecretMatcher(text);
                all.computeIfAbsent(matcher.first(), key -> new ArrayList<>()).add(matcher);
            }
            matchers = all;
        }
        return matchers;
    }

    /**
     * Returns the Base64 forms of a secret at each of the three shifts, without the characters that depend on
     * other bytes.
     */
    private static Set<String> base64(String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        Set<String> forms = new LinkedHashSet<>();
        if (bytes.length < MIN_BASE64) {
            // a shorter secret would be found in any text
            return forms;
        }
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            forms.add(encoder.encodeToString(bytes));
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                forms.add(encoder.encodeToString(shifted)
                        .substring((before * 8 + 5) / 6, (before + bytes.length) * 8 / 6));
            }
        }
        return forms;
    }
}

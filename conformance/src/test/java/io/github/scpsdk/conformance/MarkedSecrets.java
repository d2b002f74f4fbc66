// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.OpenEnum;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Marked secrets, everything a server may make of them, and what looks for them in whatever a program can see. */
final class MarkedSecrets {

    // the first four letters of an access key may be shown; all letters of the marks survive JSON, URLs and HTML
    static final String ACCESS_KEY = "SCPKc4naryAccessKey+1/2=";
    static final String SECRET_KEY = "c4narySecretKey\\\"<3>&'4/+=";
    static final String TOKEN = "c4naryTokenOfIam.5%6~7";
    static final String PASSWORD = "c4nary pass \"word\" <8>&\\/9é볼😀\t0";

    static final ScpCredentials KEYS = ScpCredentials.of(ACCESS_KEY, SECRET_KEY).withAuthToken(TOKEN);

    private static final List<String> ALL = List.of(ACCESS_KEY, SECRET_KEY, TOKEN, PASSWORD);
    private static final Pattern SIGNATURE = Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=");
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<String> PACKED = packed();

    private final Queue<String> found = new ConcurrentLinkedQueue<>();

    /** Everything with which a server, a proxy or a page may echo the secrets that it was sent. */
    static String echo(boolean password) {
        StringBuilder echo = new StringBuilder();
        for (String secret : ALL.subList(0, password ? 4 : 3)) {
            echo.append(secret).append(" | ");
            echo.append(json(secret)).append(" | ").append(json(json(secret))).append(" | ");
            echo.append(URLEncoder.encode(secret, UTF_8)).append(" | ");
            echo.append(URLEncoder.encode(URLEncoder.encode(secret, UTF_8), UTF_8))
                    .append(" | ");
            echo.append(html(secret)).append(" | ").append(html(html(secret))).append(" | ");
            for (String before : new String[] {"", "x", "user:"}) {
                byte[] bytes = (before + secret).getBytes(UTF_8);
                echo.append(Base64.getEncoder().encodeToString(bytes)).append(" | ");
                echo.append(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                        .append(" | ");
            }
        }
        return echo.toString();
    }

    /** The same in one line of visible ASCII. */
    static String echoForHeader(boolean password) {
        return json(echo(password)).replaceAll("[^ -~]", "");
    }

    static String json(String text) {
        try {
            String quoted = ASCII.writeValueAsString(text);
            return quoted.substring(1, quoted.length() - 1);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The middle of what Base64 makes of each mark: no marks survive it. */
    private static List<String> packed() {
        List<String> packed = new ArrayList<>();
        for (String secret : ALL) {
            byte[] bytes = secret.getBytes(UTF_8);
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                    packed.add(encoder.encodeToString(shifted).substring(4, 16));
                }
            }
        }
        return packed;
    }

    /** What was found, each with where. */
    List<String> found() {
        return List.copyOf(found);
    }

    /** Looks at a text. */
    void check(String where, @Nullable Object value) {
        String text;
        try {
            text = String.valueOf(value);
        } catch (RuntimeException e) {
            text = "toString failed with " + e;
        }
        if (shows(text)) {
            found.add(where + ": " + (text.length() > 3000 ? text.substring(0, 3000) : text));
        }
    }

    static boolean shows(String text) {
        return text.toLowerCase(Locale.ROOT).contains("c4nary")
                || (text.indexOf('=') >= 0 && SIGNATURE.matcher(text).find())
                || PACKED.stream().anyMatch(text::contains);
    }

    /** Looks at an object and at everything that its accessors lead to, but for those that are documented to give a secret. */
    void search(String where, @Nullable Object value) {
        search(where, value, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private void search(String where, @Nullable Object value, Set<Object> seen) {
        check(where, value);
        if (value == null || !seen.add(value)) {
            return;
        }
        if (value instanceof Throwable failure) {
            check(where + ".message", failure.getMessage());
            check(where + ".localizedMessage", failure.getLocalizedMessage());
            search(where + ".cause", failure.getCause(), seen);
            for (Throwable suppressed : failure.getSuppressed()) {
                search(where + ".suppressed", suppressed, seen);
            }
            for (StackTraceElement element : failure.getStackTrace()) {
                check(where + ".stack", element);
            }
        }
        if (value instanceof Iterable<?> values) {
            values.forEach(element -> search(where + "[]", element, seen));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> {
                search(where + ".key", key, seen);
                search(where + "." + key, element, seen);
            });
        } else if (value.getClass().isRecord()
                || value instanceof ScpException
                || value instanceof CallListener.Call
                || value instanceof OpenEnum<?>) {
            accessors(where, value, seen);
        }
    }

    private void accessors(String where, Object value, Set<Object> seen) {
        for (Method method : value.getClass().getMethods()) {
            boolean accessor = method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass() != Object.class
                    && method.getDeclaringClass() != Throwable.class
                    && method.getReturnType() != void.class
                    && !method.getName().equals("cifsPassword") // documented: this is how one gets it
                    && !method.getName().equals("fillInStackTrace")
                    && !method.getName().equals("toBuilder");
            if (accessor) {
                try {
                    method.setAccessible(true);
                    search(where + "." + method.getName(), method.invoke(value), seen);
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new AssertionError(where + "." + method.getName(), e);
                }
            }
        }
    }
}

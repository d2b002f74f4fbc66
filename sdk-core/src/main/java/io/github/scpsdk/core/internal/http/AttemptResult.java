// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import io.github.scpsdk.core.ResponseInfo;
import io.github.scpsdk.core.internal.redact.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Tells how an attempt ended. */
public sealed interface AttemptResult {

    /**
     * Is what a {@link BodyReader} made of a body.
     *
     * @param value what it says, null for nothing
     * @param failure why it cannot be read, null when it can
     */
    record Decoded(@Nullable Object value, @Nullable Exception failure) {}

    /** Is a response, of which at least the status came. */
    final class Response implements AttemptResult {

        // bounded, for a text of the server
        private static final Pattern CHARSET =
                Pattern.compile(";\\s{0,9}charset\\s{0,9}=\\s{0,9}[\"']?([\\w.:+-]{1,40})", Pattern.CASE_INSENSITIVE);

        private final int status;
        private final Headers headers;
        private final Buffer body;
        private final long size;
        private final @Nullable Decoded decoded;
        private final boolean tooLarge;
        private final @Nullable IOException broken;
        private final @Nullable String proxy;
        private final @Nullable Buffer kept;

        /**
         * Makes a response.
         *
         * @param status HTTP status
         * @param headers its headers
         * @param body its body, decompressed, as far as it was read
         * @param tooLarge whether reading stopped at the limit
         * @param broken why the body is not whole, null when it is
         */
        public Response(int status, Headers headers, byte[] body, boolean tooLarge, @Nullable IOException broken) {
            this(status, headers, new Buffer().write(body), body.length, null, tooLarge, broken, null, null);
        }

        /** Makes a response with a body that nobody has decoded yet. */
        Response(int status, Headers headers, Buffer body, boolean tooLarge, @Nullable IOException broken) {
            this(status, headers, body, body.size(), null, tooLarge, broken, null, null);
        }

        /** Makes a response with a body that was decoded while it came. */
        Response(int status, Headers headers, BodyStream body, Decoded decoded) {
            this(
                    status,
                    headers,
                    new Buffer(),
                    body.size(),
                    decoded,
                    body.tooLarge(),
                    body.broken(),
                    null,
                    body.kept());
        }

        private Response(
                int status,
                Headers headers,
                Buffer body,
                long size,
                @Nullable Decoded decoded,
                boolean tooLarge,
                @Nullable IOException broken,
                @Nullable String proxy,
                @Nullable Buffer kept) {
            this.status = status;
            this.headers = headers;
            this.body = body;
            this.size = size;
            this.decoded = decoded;
            this.tooLarge = tooLarge;
            this.broken = broken;
            this.proxy = proxy;
            this.kept = kept;
        }

        /** Returns this response, refused by a proxy. */
        Response from(@Nullable String refusing) {
            return refusing == null
                    ? this
                    : new Response(status, headers, body, size, decoded, tooLarge, broken, refusing, kept);
        }

        /** Returns this response with a copy of the beginning of its body, which outlives the reading of it. */
        Response keeping(int bytes) {
            Buffer copy = new Buffer();
            body.copyTo(copy, 0, Math.min(bytes, body.size()));
            return new Response(status, headers, body, size, decoded, tooLarge, broken, proxy, copy);
        }

        /** Returns the HTTP status. */
        public int status() {
            return status;
        }

        /** Returns a header, also one that {@link SendOnceInterceptor} has hidden from OkHttp. */
        public @Nullable String header(String name) {
            String value = headers.get(name);
            return value == null ? headers.get(SendOnceInterceptor.HIDDEN + name) : value;
        }

        /** Returns the proxy that refused the request with a 407; null if none did or it is not known. */
        public @Nullable String proxy() {
            return proxy;
        }

        /** Returns the media type of the body, without parameters. */
        public String contentType() {
            String type = headers.get("Content-Type");
            return type == null ? "none" : type.split(";", 2)[0].strip();
        }

        /** Returns the charset that the response names for its body; null if it names none that is known here. */
        public @Nullable Charset charset() {
            String type = headers.get("Content-Type");
            Matcher named = CHARSET.matcher(type == null ? "" : type);
            return named.find() ? charset(named.group(1)) : null;
        }

        /** Returns a charset by its name; null if it is not known here. */
        public static @Nullable Charset charset(String name) {
            try {
                return Charset.forName(name);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        /** Returns a copy of the body as far as it was read. */
        public byte[] body() {
            return body.copy().readByteArray();
        }

        /** Returns a copy of what was kept of the body, also after it was read. */
        public byte[] kept() {
            return (kept == null ? body : kept).copy().readByteArray();
        }

        /** Returns the number of bytes of the body that were read. */
        public int size() {
            return (int) size; // never more than maxResponseBytes
        }

        /** Returns what the body says, if it was decoded while it came. */
        public @Nullable Decoded decoded() {
            return decoded;
        }

        /** Returns the body to be read once. What was read is not there any more: its memory goes to the next response. */
        public InputStream stream() {
            return body.inputStream();
        }

        /** Whether reading stopped at the limit. */
        public boolean tooLarge() {
            return tooLarge;
        }

        /** Returns why the body is not whole, null when it is. */
        public @Nullable IOException broken() {
            return broken;
        }

        /** Whether the status is 2xx. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** Returns the id of the request, when a header has it. */
        public @Nullable String requestId() {
            String id = headers.get("X-Request-Id");
            return id == null ? headers.get("X-Openstack-Request-Id") : id;
        }

        /** Returns the id of the request across services, when a header has it. */
        public @Nullable String globalRequestId() {
            return headers.get("X-Global-Request-Id");
        }

        /** Returns the headers that may be logged. */
        public String loggable() {
            StringBuilder out = new StringBuilder();
            for (String name : LOGGED) {
                String value = header(name);
                if (value != null) {
                    out.append(out.isEmpty() ? "" : ", ")
                            .append(name)
                            .append(": ")
                            .append(value);
                }
            }
            return out.toString();
        }

        /** Returns what {@code onResponse} receives, with the secrets of the call masked. */
        public ResponseInfo info(String operation, Redactor secrets) {
            Map<String, String> shown = new LinkedHashMap<>();
            for (String name : SHOWN) {
                String value = header(name);
                if (value != null) {
                    shown.put(name, secrets.safe(value));
                }
            }
            String id = requestId();
            String global = globalRequestId();
            return new ResponseInfo(
                    operation,
                    status,
                    id == null ? null : secrets.safe(id),
                    global == null ? null : secrets.safe(global),
                    shown);
        }

        // cookies and headers between gateways may hold secrets: only headers known to be harmless are shown
        private static final String[] SHOWN = {
            "Content-Type",
            "Content-Length",
            "Content-Language",
            "Date",
            "Deprecation",
            "ETag",
            "Last-Modified",
            "Link",
            "Location",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "Retry-After",
            "Server",
            "Sunset",
            "Vary",
            "Via",
            "Warning",
            "X-Global-Request-Id",
            "X-Openstack-Request-Id",
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-Request-Id",
        };

        private static final String[] LOGGED = {"Content-Type", "Content-Length", "Date", "Retry-After", "Server"};
    }

    /**
     * Is an attempt without a response.
     *
     * @param cause why
     * @param mayHaveArrived whether a byte of the request may have left
     * @param timedOut whether a time limit ended it
     * @param pooled whether the connection was one of the pool's
     */
    record NoResponse(IOException cause, boolean mayHaveArrived, boolean timedOut, boolean pooled)
            implements AttemptResult {

        /** Makes one whose connection is unknown. */
        public NoResponse(IOException cause, boolean mayHaveArrived, boolean timedOut) {
            this(cause, mayHaveArrived, timedOut, false);
        }

        /** Whether a proxy wants another user or password, which another attempt would not have either. */
        public boolean refusedByProxy() {
            return !mayHaveArrived && ProxyAuthenticationException.in(cause) != null;
        }
    }
}

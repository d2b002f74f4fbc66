package io.github.scpsdk.core.internal.http;

import io.github.scpsdk.core.ResponseInfo;
import io.github.scpsdk.core.internal.redact.Redactor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. */
public sealed interface AttemptResult {

    /** A response came, at least its status. */
    final class Response implements AttemptResult {

        private final int status;
        private final Headers headers;
        private final byte[] body;
        private final boolean tooLarge;
        private final @Nullable IOException broken;

        /**
         * A response.
         *
         * @param status HTTP status
         * @param headers its headers
         * @param body its body, decompressed, as far as it was read
         * @param tooLarge whether reading stopped at the limit
         * @param broken why the body is not whole, null when it is
         */
        public Response(int status, Headers headers, byte[] body, boolean tooLarge, @Nullable IOException broken) {
            this.status = status;
            this.headers = headers;
            this.body = body;
            this.tooLarge = tooLarge;
            this.broken = broken;
        }

        /** HTTP status. */
        public int status() {
            return status;
        }

        /** A header, wherever the shield has put it. */
        public @Nullable String header(String name) {
            String value = headers.get(name);
            return value == null ? headers.get(SendOnceInterceptor.HIDDEN + name) : value;
        }

        /** Media type of the body, without parameters. */
        public String contentType() {
            String type = headers.get("Content-Type");
            return type == null ? "none" : type.split(";", 2)[0].strip();
        }

        /** The body as far as it was read; not to be changed. */
        public byte[] body() {
            return body;
        }

        /** Whether reading stopped at the limit. */
        public boolean tooLarge() {
            return tooLarge;
        }

        /** Why the body is not whole, null when it is. */
        public @Nullable IOException broken() {
            return broken;
        }

        /** Whether the status is one of success. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** Id of the request, when a header has it. */
        public @Nullable String requestId() {
            String id = headers.get("X-Request-Id");
            return id == null ? headers.get("X-Openstack-Request-Id") : id;
        }

        /** Id of the request across services, when a header has it. */
        public @Nullable String globalRequestId() {
            return headers.get("X-Global-Request-Id");
        }

        /** Headers that may be logged. */
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

        /** What a caller who asks is told of a success, with the secrets of the call masked. */
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

        // a response can carry cookies and what gateways add for each other: only what is known to be harmless is shown
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
     * No response came.
     *
     * @param cause why
     * @param mayHaveArrived whether a byte of the request may have left
     * @param timedOut whether a time limit ended it
     * @param pooled whether the connection was one of the pool's
     */
    record NoResponse(IOException cause, boolean mayHaveArrived, boolean timedOut, boolean pooled)
            implements AttemptResult {

        /** One of which no connection is known. */
        public NoResponse(IOException cause, boolean mayHaveArrived, boolean timedOut) {
            this(cause, mayHaveArrived, timedOut, false);
        }
    }
}

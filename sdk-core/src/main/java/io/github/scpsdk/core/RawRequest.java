// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that no method of a client makes, for {@link ScpClient#raw}: an operation or a field that is newer than
 * this SDK. The client adds its address, version, signature and headers, and everything else is as in its own
 * calls: limits, retries, exceptions, masked secrets. Immutable.
 *
 * <pre>{@code
 * RawResponse volume = files.raw(RawRequest.get("/v1/volumes/{volume_id}", id));
 * files.raw(RawRequest.put("/v1/volumes/{volume_id}", id).json(JsonValue.of(Map.of("encryption", true))));
 * }</pre>
 *
 * <p>A path argument stays within its segment, whatever it contains. The path itself is to be a constant: write
 * {@code "/v1/volumes/{volume_id}"} and the id as an argument, which logs and metrics show less of.
 */
public final class RawRequest {

    private final String method;
    private final String path;
    private final List<String> arguments;
    private final Map<String, List<String>> query;
    private final @Nullable String body;
    private final boolean repeatable;

    private RawRequest(
            String method,
            String path,
            List<String> arguments,
            Map<String, List<String>> query,
            @Nullable String body,
            boolean repeatable) {
        this.method = method;
        this.path = path;
        this.arguments = arguments;
        this.query = query;
        this.body = body;
        this.repeatable = repeatable;
    }

    /**
     * Makes a GET request.
     *
     * @param path the path below the endpoint, for example <code>/v1/volumes/{volume_id}</code>
     * @param arguments one for each name in braces, in their order
     * @return the request
     */
    public static RawRequest get(String path, String... arguments) {
        return of("GET", path, arguments);
    }

    /**
     * Makes a POST request. It is sent once, because it may do its work again when it is sent again, unless it
     * is made {@link #repeatable}.
     *
     * @param path the path below the endpoint, for example <code>/v1/volumes/{volume_id}</code>
     * @param arguments one for each name in braces, in their order
     * @return the request
     */
    public static RawRequest post(String path, String... arguments) {
        return of("POST", path, arguments);
    }

    /**
     * Makes a PUT request.
     *
     * @param path the path below the endpoint, for example <code>/v1/volumes/{volume_id}</code>
     * @param arguments one for each name in braces, in their order
     * @return the request
     */
    public static RawRequest put(String path, String... arguments) {
        return of("PUT", path, arguments);
    }

    /**
     * Makes a DELETE request.
     *
     * @param path the path below the endpoint, for example <code>/v1/volumes/{volume_id}</code>
     * @param arguments one for each name in braces, in their order
     * @return the request
     */
    public static RawRequest delete(String path, String... arguments) {
        return of("DELETE", path, arguments);
    }

    /**
     * Makes a request of any method. GET, PUT and DELETE may be repeated as HTTP defines them; POST and PATCH are
     * sent once, unless the request is made {@link #repeatable}.
     *
     * @param method {@code GET}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}
     * @param path the path below the endpoint, for example <code>/v1/volumes/{volume_id}</code>
     * @param arguments one for each name in braces, in their order
     * @return the request
     */
    public static RawRequest of(String method, String path, String... arguments) {
        Objects.requireNonNull(method, "method");
        // what is wrong with the others is told when the request is to be sent, all at once
        return new RawRequest(
                method,
                Objects.requireNonNull(path, "path"),
                Collections.unmodifiableList(new ArrayList<>(Arrays.asList(arguments))),
                Map.of(),
                null,
                method.equals("GET") || method.equals("PUT") || method.equals("DELETE"));
    }

    /**
     * Adds a query parameter. A name may come several times.
     *
     * @param name its name
     * @param value its value, not encoded
     * @return a copy
     */
    public RawRequest query(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(query);
        List<String> values = new ArrayList<>(more.getOrDefault(Objects.requireNonNull(name, "name"), List.of()));
        values.add(Objects.requireNonNull(value, "value"));
        more.put(name, Collections.unmodifiableList(values));
        return new RawRequest(method, path, arguments, Collections.unmodifiableMap(more), body, repeatable);
    }

    /**
     * Sets the body. The values of fields whose names speak of a password, a secret, a token or a key are masked in
     * everything that the SDK logs or throws.
     *
     * @param value the body
     * @return a copy
     */
    public RawRequest json(JsonValue value) {
        return json(value.toString());
    }

    /**
     * Sets the body from text, masked as {@link #json(JsonValue)} says.
     *
     * @param text JSON; checked before it is sent
     * @return a copy
     */
    public RawRequest json(String text) {
        return new RawRequest(method, path, arguments, query, Objects.requireNonNull(text, "text"), repeatable);
    }

    /**
     * Says that sending the request again has the same effect as sending it once, so that the rules for retries of such
     * operations apply to it.
     *
     * @return a copy
     */
    public RawRequest repeatable() {
        return new RawRequest(method, path, arguments, query, body, true);
    }

    /** {@return the HTTP method} */
    public String method() {
        return method;
    }

    /** {@return the path, with names in braces} */
    public String path() {
        return path;
    }

    /** {@return the values for the names in the path; unmodifiable} */
    public List<String> arguments() {
        return arguments;
    }

    /** {@return the query parameters by name; unmodifiable} */
    public Map<String, List<String>> query() {
        return query;
    }

    /** {@return the body as JSON text; null if there is none} */
    public @Nullable String body() {
        return body;
    }

    /** {@return whether it may be sent again} */
    public boolean isRepeatable() {
        return repeatable;
    }

    /**
     * Returns method and path. Neither arguments nor the body are in it.
     *
     * @return for example <code>GET /v1/volumes/{volume_id}</code>
     */
    @Override
    public String toString() {
        return method + " " + path;
    }
}

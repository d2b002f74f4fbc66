// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import io.github.scpsdk.core.serde.JsonReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a service: its method, path and responses, and whether it may be sent twice. A constant of
 * generated code. Immutable.
 *
 * @param <R> result of a call; {@code @Nullable Void} for nothing
 */
public final class Operation<R extends @Nullable Object> {

    private final ServiceVersion service;
    private final String name;
    private final String title;
    private final String method;
    private final PathTemplate path;
    private final Map<Integer, JsonReader<? extends R>> responses;
    private final @Nullable JsonReader<? extends R> firstResponse;
    private final boolean idempotent;
    private final @Nullable String verifyWith;
    private final @Nullable String verifyMethod;
    private final @Nullable JobSpec job;
    private final boolean anonymous;

    private Operation(Builder<R> builder) {
        this.service = builder.service;
        this.name = builder.name;
        this.title = builder.title;
        this.method = builder.method;
        this.path = new PathTemplate(builder.pathTemplate);
        this.responses = Map.copyOf(builder.responses);
        this.firstResponse = builder.firstResponse;
        this.idempotent = builder.idempotent;
        this.verifyWith = builder.verifyWith;
        this.verifyMethod = builder.verifyMethod;
        this.job = builder.job;
        this.anonymous = builder.anonymous;
    }

    /**
     * Creates a builder.
     *
     * @param service version of the service
     * @param name name of the client's method
     * @param title title in the platform's guide
     * @param method HTTP method
     * @param pathTemplate path with <code>{parameters}</code>
     * @param <R> result of a call
     * @return the builder
     */
    public static <R extends @Nullable Object> Builder<R> builder(
            ServiceVersion service, String name, String title, String method, String pathTemplate) {
        return new Builder<>(service, name, title, method, pathTemplate);
    }

    public ServiceVersion service() {
        return service;
    }

    public String name() {
        return name;
    }

    public String method() {
        return method;
    }

    public PathTemplate path() {
        return path;
    }

    public boolean idempotent() {
        return idempotent;
    }

    @Nullable
    public String verifyWith() {
        return verifyWith;
    }

    /** Returns the method that finds out, given the exception about the doubt; null where there is none. */
    @Nullable
    public String verifyMethod() {
        return verifyMethod;
    }

    /** Returns what a 202 means; null where it is a success like any other. */
    @Nullable
    public JobSpec job() {
        return job;
    }

    /** Returns whether it is sent without proof of the sender. */
    public boolean anonymous() {
        return anonymous;
    }

    /** Returns whether a success has a result. */
    public boolean returnsSomething() {
        return firstResponse != null;
    }

    /**
     * Returns the reader of a success: that of its status, else the first one; null if there is no result.
     */
    @Nullable
    public JsonReader<? extends R> reader(int status) {
        JsonReader<? extends R> own = responses.size() > 1 ? responses.get(status) : null;
        return own != null ? own : firstResponse;
    }

    /**
     * Returns service, version and operation, for messages.
     *
     * @return for example {@code filestorage 1.1 createVolume (POST /v1/volumes, "CreateVolume")}
     */
    @Override
    public String toString() {
        return service + " " + name + " (" + method + " " + path + ", \"" + title + "\")";
    }

    /**
     * Collects an {@link Operation}.
     *
     * @param <R> result of a call
     */
    public static final class Builder<R extends @Nullable Object> {

        private final ServiceVersion service;
        private final String name;
        private final String title;
        private final String method;
        private final String pathTemplate;
        private final Map<Integer, JsonReader<? extends R>> responses = new LinkedHashMap<>();
        private @Nullable JsonReader<? extends R> firstResponse;
        private boolean idempotent;
        private @Nullable String verifyWith;
        private @Nullable String verifyMethod;
        private @Nullable JobSpec job;
        private boolean anonymous;

        private Builder(ServiceVersion service, String name, String title, String method, String pathTemplate) {
            this.service = service;
            this.name = name;
            this.title = title;
            this.method = method;
            this.pathTemplate = pathTemplate;
        }

        /**
         * Adds a documented success with a body. The first one also reads successes that are not documented.
         *
         * @param status HTTP status
         * @param reader reads the body
         * @return this
         */
        public Builder<R> response(int status, JsonReader<? extends R> reader) {
            responses.put(status, reader);
            if (firstResponse == null) {
                firstResponse = reader;
            }
            return this;
        }

        /**
         * Adds a documented success without a body. It changes nothing, because any 2xx of an operation
         * without a result is a success; it documents the constant.
         *
         * @param status HTTP status
         * @return this
         */
        public Builder<R> emptyResponse(int status) {
            return this;
        }

        /**
         * Marks the operation as one that may be sent twice with the same effect as once.
         *
         * @return this
         */
        public Builder<R> idempotent() {
            this.idempotent = true;
            return this;
        }

        /**
         * Sets the operation that shows whether this one was carried out.
         *
         * @param operationName name of a method of the same client
         * @return this
         */
        public Builder<R> verifyWith(String operationName) {
            this.verifyWith = operationName;
            return this;
        }

        /**
         * Sets the operation that shows whether this one was carried out, and the method that looks there.
         *
         * @param operationName name of a method of the same client
         * @param method name of the method that is given the exception about the doubt
         * @return this
         */
        public Builder<R> verifyWith(String operationName, String method) {
            this.verifyMethod = method;
            return verifyWith(operationName);
        }

        /**
         * Makes a 202 the begin of work whose end the client waits for.
         *
         * @param location the field of its response with the address to ask
         * @param interval pause between two questions
         * @param limit time limit of the whole call, unless the application sets one
         * @return this
         */
        public Builder<R> job(String location, Duration interval, Duration limit) {
            this.job = new JobSpec(location, interval, limit);
            return this;
        }

        /**
         * Sends it without proof of the sender.
         *
         * @return this
         */
        public Builder<R> anonymous() {
            this.anonymous = true;
            return this;
        }

        /**
         * Builds the operation.
         *
         * @return a new object
         */
        public Operation<R> build() {
            return new Operation<>(this);
        }
    }
}

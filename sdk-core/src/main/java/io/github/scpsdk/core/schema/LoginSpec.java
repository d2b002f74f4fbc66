// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import com.fasterxml.jackson.core.JsonParser;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that exchanges a user's name and password for a token, and where its response has the token. Immutable.
 */
public final class LoginSpec {

    private final String title;
    private final String method;
    private final String path;
    private final @Nullable String hostTemplate;
    private final JsonValue body;
    private final @Nullable String tokenHeader;
    private final @Nullable String tokenField;
    private final @Nullable String endField;
    private final @Nullable String secondsField;
    private final Duration lifetime;
    private final List<String> endedCodes;

    private LoginSpec(Builder builder) {
        this.title = builder.title;
        this.method = builder.method;
        this.path = builder.path;
        this.hostTemplate = builder.hostTemplate;
        this.body = builder.body;
        this.tokenHeader = builder.tokenHeader;
        this.tokenField = builder.tokenField;
        this.endField = builder.endField;
        this.secondsField = builder.secondsField;
        this.lifetime = builder.lifetime;
        this.endedCodes = builder.endedCodes;
    }

    /**
     * Creates a builder.
     *
     * @param title title in the provider's documentation
     * @param method HTTP method
     * @param path path without parameters
     * @return the builder
     */
    public static Builder builder(String title, String method, String path) {
        return new Builder(title, method, path);
    }

    public String title() {
        return title;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** Returns the address of its own; null where it goes to that of the service. */
    @Nullable
    public String hostTemplate() {
        return hostTemplate;
    }

    /** Returns the body, in which texts like <code>{user}</code> stand for what the application gives. */
    public JsonValue body() {
        return body;
    }

    /** Returns the header of the response that has the token; null where a field has it. */
    @Nullable
    public String tokenHeader() {
        return tokenHeader;
    }

    /** Returns the path of the field that has the token; null where a header has it. */
    @Nullable
    public String tokenField() {
        return tokenField;
    }

    /** Returns the path of the field that has the time at which the token ends; null where there is none. */
    @Nullable
    public String endField() {
        return endField;
    }

    /** Returns the path of the field that has the seconds for which the token holds; null where there is none. */
    @Nullable
    public String secondsField() {
        return secondsField;
    }

    /** Returns how long a token is taken to hold where the response does not say. */
    public Duration lifetime() {
        return lifetime;
    }

    /** Returns the codes of errors that say, like a 401, that the token holds no longer. */
    public List<String> endedCodes() {
        return endedCodes;
    }

    /** Collects a {@link LoginSpec}. */
    public static final class Builder {

        private final String title;
        private final String method;
        private final String path;
        private @Nullable String hostTemplate;
        private JsonValue body = JsonValue.NULL;
        private @Nullable String tokenHeader;
        private @Nullable String tokenField;
        private @Nullable String endField;
        private @Nullable String secondsField;
        private Duration lifetime = Duration.ofMinutes(10);
        private List<String> endedCodes = List.of();

        private Builder(String title, String method, String path) {
            this.title = title;
            this.method = method;
            this.path = path;
        }

        /** Sets an address of its own, which may contain {@code {region}}. */
        public Builder hostTemplate(String urlTemplate) {
            this.hostTemplate = urlTemplate;
            return this;
        }

        /** Sets the body, a JSON object. */
        public Builder body(String json) {
            try (JsonParser parser = JsonFactories.parser(json.getBytes(StandardCharsets.UTF_8))) {
                parser.nextToken();
                this.body = JsonTrees.read(parser);
            } catch (IOException e) { // generated code has no other
                throw new IllegalArgumentException("The body of a login is no JSON", e);
            }
            return this;
        }

        /** Sets the header of the response that has the token. */
        public Builder tokenHeader(String name) {
            this.tokenHeader = name;
            return this;
        }

        /** Sets the path of the field that has the token, with dots between the names. */
        public Builder tokenField(String fieldPath) {
            this.tokenField = fieldPath;
            return this;
        }

        /** Sets the path of the field that has the time at which the token ends. */
        public Builder endField(String fieldPath) {
            this.endField = fieldPath;
            return this;
        }

        /** Sets the path of the field that has the seconds for which the token holds. */
        public Builder secondsField(String fieldPath) {
            this.secondsField = fieldPath;
            return this;
        }

        /** Sets how long a token is taken to hold where the response does not say. */
        public Builder lifetime(Duration duration) {
            this.lifetime = duration;
            return this;
        }

        /** Sets the codes of errors that say, like a 401, that the token holds no longer. */
        public Builder endedCodes(String... codes) {
            this.endedCodes = List.of(codes);
            return this;
        }

        /** Builds it. */
        public LoginSpec build() {
            return new LoginSpec(this);
        }
    }
}

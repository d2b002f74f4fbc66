// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import com.fasterxml.jackson.core.JsonParser;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.LoginSpec;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.serde.DateTimes;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonTrees;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the session of a client: logs in when a call needs a token, and anew shortly before the token ends. However many
 * calls need one at a time, one of them logs in. Thread-safe.
 */
final class Sessions {

    /** How long before its end a token is renewed, at most; a tenth of its life where that is less. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final LoginSpec login;
    private final Operation<Session> operation;
    private final LoginBody body;
    private final ClientConfig config;
    private final ClientState state;
    private @Nullable Session current; // guarded by this, as is the next
    private @Nullable Login coming;

    /**
     * Makes the sessions of a client.
     *
     * @param login how to log in
     * @param config where, and as nobody
     * @param state the client's
     */
    Sessions(LoginSpec login, ClientConfig config, ClientState state) {
        this.login = login;
        this.body = new LoginBody(login.body());
        this.config = config;
        this.state = state;
        this.operation = Operation.<Session>builder(
                        config.service(), "login", login.title(), login.method(), login.path())
                .idempotent() // another session harms nothing
                .anonymous() // its body alone says who logs in, and its response is not logged
                .response(200, new LoginBody.NoReader())
                .build();
    }

    /** Is a token, for whom it is, and how long it holds. */
    record Session(ScpCredentials user, String token, Instant renewal, Instant end) {

        /** Shows no secret. */
        @Override
        public String toString() {
            return "Session[end=" + end + "]";
        }
    }

    /** Is a login under way, and for whom. */
    private record Login(ScpCredentials user, CompletableFuture<Session> session) {}

    /** Returns the session of this user if its token holds, and starts the next one when it soon ends; else null. */
    @Nullable
    Session of(ScpCredentials user) {
        Session session;
        synchronized (this) {
            session = current;
        }
        Instant now = now();
        if (session == null || !same(session.user(), user) || !now.isBefore(session.end())) {
            return null;
        }
        if (!now.isBefore(session.renewal())) {
            CompletableFuture<Session> ignored = open(user); // nobody waits: the old one still holds
        }
        return session;
    }

    /** Logs this user in, or joins a login that is under way. */
    @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stage does cannot fail
    CompletableFuture<Session> open(ScpCredentials user) {
        CompletableFuture<Session> session = new CompletableFuture<>();
        synchronized (this) {
            if (coming != null && same(coming.user(), user)) {
                return coming.session();
            }
            coming = new Login(user, session);
        }
        start(user).whenComplete((opened, failure) -> {
            synchronized (this) {
                if (coming != null && coming.session() == session) {
                    coming = null;
                }
                if (opened != null) {
                    current = opened;
                }
            }
            if (failure == null) {
                session.complete(opened);
            } else {
                session.completeExceptionally(failure);
            }
        });
        return session;
    }

    private CompletableFuture<Session> start(ScpCredentials user) {
        try {
            Arguments arguments = Arguments.none().body(body, user);
            RequestBuilder request = RequestBuilder.of(config.endpoint().url(), operation, arguments, true);
            return new AsyncCall<Session>(
                            ClientContext.of(config, state),
                            (call, response) -> read(user, call, response),
                            new Completions(
                                    config.internals().transport(), null), // a blocked caller may hold the executor
                            operation,
                            arguments,
                            request)
                    .start();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Forgets a token that the service has refused, unless another has come meanwhile. */
    synchronized void forget(String token) {
        if (current != null && current.token().equals(token)) {
            current = null;
        }
    }

    /** Tells what of this user must not show: the password, and what a login makes of it. */
    void secrets(ScpCredentials user, Consumer<String> sink) {
        body.secrets(user, sink);
    }

    private Session read(ScpCredentials user, CallState call, AttemptResult.@Nullable Response response) {
        if (response == null) {
            throw new IllegalStateException("a login always has a response");
        }
        JsonValue body = body(response.body());
        String token =
                login.tokenHeader() != null ? response.header(login.tokenHeader()) : text(at(body, login.tokenField()));
        try {
            if (token != null) {
                token = user.withAuthToken(token).authToken(); // refuses what no header can carry
            }
        } catch (ScpConfigurationException e) {
            token = null;
        }
        if (token == null) {
            throw call.unreadable(
                    response,
                    "it has no token in "
                            + (login.tokenHeader() != null ? "header " + login.tokenHeader() : login.tokenField()),
                    null);
        }
        Instant now = now();
        Instant end = end(body, now);
        Duration life = Duration.between(now, end);
        Duration margin = life.dividedBy(10).compareTo(MARGIN) < 0 ? life.dividedBy(10) : MARGIN;
        return new Session(user, token, end.minus(margin), end);
    }

    private Instant end(@Nullable JsonValue body, Instant now) {
        String time = text(at(body, login.endField()));
        OffsetDateTime end = time == null ? null : dateTime(time);
        if (end != null && end.toInstant().isAfter(now)) {
            return end.toInstant();
        }
        JsonValue seconds = at(body, login.secondsField());
        Long life = seconds == null ? null : seconds.asLong();
        return life != null && life > 0 && life < 10_000_000 ? now.plusSeconds(life) : now.plus(login.lifetime());
    }

    private static @Nullable OffsetDateTime dateTime(String time) {
        try {
            return DateTimes.read("the end of the token", time);
        } catch (RuntimeException e) { // its message quotes the text
            return null;
        }
    }

    private static @Nullable JsonValue body(byte[] bytes) {
        try (JsonParser parser = JsonFactories.parser(bytes)) {
            return parser.nextToken() == null ? null : JsonTrees.read(parser);
        } catch (IOException e) {
            return null; // a header may have the token all the same
        }
    }

    private static @Nullable JsonValue at(@Nullable JsonValue body, @Nullable String path) {
        JsonValue value = body;
        for (String name : path == null ? new String[0] : path.split("\\.", -1)) {
            value = value != null && value.isObject() ? value.get(name) : null;
        }
        return path == null ? null : value;
    }

    private static @Nullable String text(@Nullable JsonValue value) {
        return value == null || value.isNull() ? null : value.asText();
    }

    private Instant now() {
        Clock clock = config.internals().clock();
        try {
            return clock.instant();
        } catch (DateTimeException e) {
            throw new ScpConfigurationException("The client's clock failed. Give one that works.", e);
        }
    }

    private static boolean same(ScpCredentials one, ScpCredentials other) {
        return one == other
                || (one.accessKey().equals(other.accessKey())
                        && one.secretKey().equals(other.secretKey())
                        && one.loginFields().equals(other.loginFields()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.CachedCredentialsProvider;
import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.SigningDetails;
import io.github.scpsdk.core.internal.auth.HmacSigner;
import io.github.scpsdk.core.internal.auth.Identity;
import io.github.scpsdk.core.internal.auth.RequestSigner;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.http.HttpDates;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.schema.AuthScheme;
import io.github.scpsdk.core.schema.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Signs the attempts of one call. Looks up the credentials once, and once more when the platform refuses them; corrects
 * the clock once when the platform refuses the date of a signature, and logs in anew once when the session has ended.
 */
final class CallSigner {

    /** Limits the signatures that are kept for redaction, because the number of attempts has no limit. */
    private static final int MAX_SIGNATURES = 16;

    private final ClientConfig config;
    private final ClientState state;
    private final Operation<?> operation;
    private final RequestBuilder request;
    private final List<String> signatures =
            new CopyOnWriteArrayList<>(); // another thread that ends the call reads it, as the next
    private volatile @Nullable Identity identity;
    private volatile @Nullable ScpCredentials refused;
    private boolean renewing;
    private boolean keysRenewed;
    private Sessions.@Nullable Session session;
    private boolean sessionRenewed;
    private Instant signedAt = Instant.EPOCH;
    private @Nullable HttpUrl job;
    private boolean clockCorrected;

    CallSigner(ClientContext context, Operation<?> operation, RequestBuilder request) {
        this.config = context.config();
        this.state = context.state();
        this.operation = operation;
        this.request = request;
    }

    /** Returns the lookup to run before the next attempt, or null when the sender is known or not needed. */
    @Nullable
    Lookup lookup() {
        ScpCredentialsProvider provider = config.credentials().provider();
        if (provider == null || operation.anonymous()) {
            return null;
        }
        if (renewing) {
            return new CredentialsLookup(provider, refused);
        }
        if (identity == null) {
            ScpCredentials known = known(provider);
            if (known == null) {
                return new CredentialsLookup(provider, null);
            }
            identity = new Identity(known, config.credentials().accountId());
        }
        return sessionLookup(identity.credentials());
    }

    /** Returns the credentials that are known without running the application's code; else null. */
    private static @Nullable ScpCredentials known(ScpCredentialsProvider provider) {
        if (provider instanceof StaticCredentialsProvider fixed) {
            return fixed.credentials();
        }
        return provider instanceof CachedCredentialsProvider cached ? cached.atHand() : null;
    }

    /** Returns the login to wait for; null when there is a token, or none is needed. */
    private @Nullable Lookup sessionLookup(ScpCredentials user) {
        Sessions sessions = state.sessions();
        if (sessions == null || session != null || user.authToken() != null) {
            return null;
        }
        session = sessions.of(user);
        return session == null ? new SessionLookup(sessions.open(user)) : null;
    }

    /**
     * Takes the credentials from a lookup that is over.
     *
     * @throws java.util.concurrent.CancellationException when the lookup was cancelled
     */
    void accept(Lookup lookup) {
        if (lookup instanceof SessionLookup login) {
            session = of(login.login(), "The login");
            return;
        }
        identity = new Identity(
                found((CredentialsLookup) lookup), config.credentials().accountId());
    }

    private static ScpCredentials found(CredentialsLookup lookup) {
        ScpCredentials credentials = of(lookup, "The credentials provider");
        if (credentials == null) {
            throw new ScpConfigurationException("The credentials provider returned null.");
        }
        return credentials;
    }

    /**
     * Takes what the provider has in the place of refused credentials. Returns whether these are others.
     *
     * @throws java.util.concurrent.CancellationException when the lookup was cancelled
     */
    boolean acceptRenewed(Lookup lookup) {
        renewing = false;
        ScpCredentials renewed = found((CredentialsLookup) lookup);
        ScpCredentials before = Objects.requireNonNull(refused);
        keysRenewed = !renewed.accessKey().equals(before.accessKey())
                || !renewed.secretKey().equals(before.secretKey())
                || !Objects.equals(renewed.authToken(), before.authToken());
        if (keysRenewed) {
            identity = new Identity(renewed, config.credentials().accountId());
        }
        return keysRenewed;
    }

    private static <T extends @Nullable Object> T of(Future<T> over, String what) {
        try {
            if (!over.isDone()) {
                throw new CancellationException();
            }
            return over.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e); // there is nothing to wait for
        } catch (ExecutionException e) {
            Throwable why = Objects.requireNonNull(e.getCause());
            if (why instanceof ScpException known) {
                throw known;
            }
            if (why instanceof Error error) {
                throw error;
            }
            throw new ScpConfigurationException(
                    what + " failed with " + why.getClass().getName() + ".", why);
        }
    }

    /** Returns the request, signed with the current time. */
    Request.Builder sign() {
        Headers.Builder headers = config.defaults().headers().newBuilder();
        RequestSigner signer = config.credentials().signer();
        Identity sender = identity;
        if (signer != null && sender != null) {
            if (session != null) {
                sender = new Identity(sender.credentials().withAuthToken(session.token()), sender.accountId());
                remember(session.token());
            }
            signedAt = signer.dated() ? state.clock().now() : Instant.EPOCH;
            signer.authenticate(headers, method(), url(), sender, signedAt);
            remember(headers.get(HmacSigner.SIGNATURE));
        }
        return new Request.Builder()
                .url(url())
                .headers(headers.build())
                .method(method(), job == null ? request.body() : null);
    }

    /** Returns the date of the last signature; the present where signatures have none. */
    Instant now() {
        return signedAt.equals(Instant.EPOCH) ? Instant.now() : signedAt;
    }

    /** Returns what a shell puts into the headers that prove the sender of the next attempt. */
    Map<String, String> shellHeaders() {
        RequestSigner signer = config.credentials().signer();
        Identity sender = identity;
        return signer == null || sender == null ? Map.of() : signer.shellHeaders(method(), url(), sender);
    }

    /** Returns the method of the next attempt. */
    String method() {
        return job == null ? operation.method() : "GET";
    }

    private HttpUrl url() {
        return job == null ? request.url() : job;
    }

    /** Asks this address from now on, where the platform tells how its work has ended. */
    void ask(HttpUrl jobUrl) {
        job = jobUrl;
    }

    /**
     * Forgets the session, once, when the platform says that it has ended. Returns whether it did.
     *
     * @param error what the platform said
     */
    boolean renewsSession(ErrorResponse error) {
        Sessions sessions = state.sessions();
        if (sessions == null || session == null || sessionRenewed || !ended(error)) {
            return false;
        }
        sessions.forget(session.token());
        session = null;
        sessionRenewed = true;
        return true;
    }

    /**
     * Whether to ask the provider, once, for others in the place of credentials that the platform refuses. A 401 says that
     * nothing was done. Credentials that do not change are not asked for.
     */
    boolean renewsKeys(ErrorResponse error) {
        ScpCredentialsProvider provider = config.credentials().provider();
        Identity sender = identity;
        if (error.status() != 401
                || refused != null
                || sender == null
                || provider == null
                || provider instanceof StaticCredentialsProvider
                || state.sessions() != null) {
            return false;
        }
        refused = sender.credentials();
        renewing = true;
        return true;
    }

    private boolean ended(ErrorResponse error) {
        return error.status() == 401
                || (config.service().authentication() instanceof AuthScheme.Login scheme
                        && error.errors().stream()
                                .anyMatch(one -> scheme.login().endedCodes().contains(String.valueOf(one.code()))));
    }

    private void remember(@Nullable String signature) {
        if (signature == null || signatures.contains(signature)) {
            return;
        }
        if (signatures.size() == MAX_SIGNATURES) {
            signatures.remove(0);
        }
        signatures.add(signature);
    }

    /**
     * Corrects the clock, once, when the date of the signature may be why the platform refused it. Returns whether it
     * did.
     */
    boolean correctsClock(AttemptResult result) {
        if (!(result instanceof AttemptResult.Response response)
                || (response.status() != 401 && response.status() != 403)
                || clockCorrected
                || config.credentials().signer() == null
                || !config.credentials().signer().dated()
                || !state.trustsDates()) {
            return false;
        }
        clockCorrected = state.clock().correct(signedAt, HttpDates.instant(response.header("Date")));
        return clockCorrected;
    }

    /** Returns how many attempts were spent on the clock, the session and refused keys, which do not count. */
    int spentAttempts() {
        return (clockCorrected ? 1 : 0) + (sessionRenewed ? 1 : 0) + (keysRenewed ? 1 : 0);
    }

    /** Describes the sender of a refused request, when that may be why it was refused; else returns null. */
    @Nullable
    SigningDetails details(ErrorResponse error, AttemptResult.Response response, Redactor redactor) {
        boolean refused = error.status() == 401
                || error.status() == 403
                || (error.status() == 404 && error.envelope() != ErrorResponse.Envelope.SERVICE);
        RequestSigner signer = config.credentials().signer();
        Identity sender = identity;
        if (!refused || signer == null || sender == null) {
            return null;
        }
        Instant date = signer.dated() ? HttpDates.instant(response.header("Date")) : null;
        Duration ahead = date == null ? null : state.clock().ahead(date);
        String text = signer.signedText(operation.method(), request.url(), sender, signedAt);
        return new SigningDetails(
                config.credentials().source(),
                sender.credentials().maskedAccessKey(),
                ahead == null ? null : ahead.truncatedTo(ChronoUnit.SECONDS),
                !state.clock().offset().isZero(),
                text == null ? null : redactor.mask(text));
    }

    /** Adds the keys and signatures of the call to what must not show. */
    void addSecretsTo(Redactor redactor) {
        Identity sender = identity;
        if (sender != null) {
            addSecrets(sender.credentials(), redactor);
        }
        ScpCredentials before = refused;
        if (before != null) {
            addSecrets(before, redactor);
        }
        signatures.forEach(redactor::add);
    }

    private void addSecrets(ScpCredentials credentials, Redactor redactor) {
        Sessions sessions = state.sessions();
        if (sessions == null) {
            redactor.add(credentials.accessKey());
            redactor.add(credentials.secretKey());
        } else { // the name of a user is no secret, and may be any word
            sessions.secrets(credentials, redactor::add);
        }
        redactor.add(credentials.authToken());
    }
}

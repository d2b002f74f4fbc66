// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

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
import io.github.scpsdk.core.schema.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import okhttp3.Headers;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Signs the attempts of one call. Looks up the credentials once, and corrects the clock once when the platform refuses
 * the date of a signature.
 */
final class CallSigner {

    /** Limits the signatures that are kept for redaction, because the number of attempts has no limit. */
    private static final int MAX_SIGNATURES = 16;

    private final ClientConfig config;
    private final ClientState state;
    private final Operation<?> operation;
    private final RequestBuilder request;
    private final List<String> signatures = new CopyOnWriteArrayList<>(); // another thread that ends the call reads it
    private @Nullable Identity identity;
    private Instant signedAt = Instant.EPOCH;
    private boolean clockCorrected;

    CallSigner(ClientContext context, Operation<?> operation, RequestBuilder request) {
        this.config = context.config();
        this.state = context.state();
        this.operation = operation;
        this.request = request;
    }

    /** Returns the lookup to run before the next attempt, or null when the credentials are known or not needed. */
    @Nullable
    CredentialsLookup lookup() {
        ScpCredentialsProvider provider = config.credentials().provider();
        if (provider == null || identity != null) {
            return null;
        }
        if (provider instanceof StaticCredentialsProvider fixed) {
            identity = new Identity(fixed.credentials(), config.credentials().accountId());
            return null;
        }
        return new CredentialsLookup(provider);
    }

    /**
     * Takes the credentials from a lookup that is over.
     *
     * @throws java.util.concurrent.CancellationException when the lookup was cancelled
     */
    void accept(CredentialsLookup lookup) {
        ScpCredentials credentials;
        try {
            credentials = lookup.get();
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
                    "The credentials provider failed with " + why.getClass().getName() + ".", why);
        }
        if (credentials == null) {
            throw new ScpConfigurationException("The credentials provider returned null.");
        }
        identity = new Identity(credentials, config.credentials().accountId());
    }

    /** Returns the request, signed with the current time. */
    Request sign() {
        Headers.Builder headers = config.defaults().headers().newBuilder();
        RequestSigner signer = config.credentials().signer();
        if (signer != null && identity != null) {
            signedAt = signer.dated() ? state.clock().now() : Instant.EPOCH;
            signer.authenticate(headers, operation.method(), request.url(), identity, signedAt);
            remember(headers.get(HmacSigner.SIGNATURE));
        }
        return new Request.Builder()
                .url(request.url())
                .headers(headers.build())
                .method(operation.method(), request.body())
                .build();
    }

    private void remember(@Nullable String signature) {
        if (signature == null) {
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

    /** Whether one attempt was spent on correcting the clock. */
    boolean clockCorrected() {
        return clockCorrected;
    }

    /** Describes the sender of a refused request, when that may be why it was refused; else returns null. */
    @Nullable
    SigningDetails details(ErrorResponse error, AttemptResult.Response response, Redactor redactor) {
        boolean refused = error.status() == 401
                || error.status() == 403
                || (error.status() == 404 && error.envelope() != ErrorResponse.Envelope.SERVICE);
        RequestSigner signer = config.credentials().signer();
        if (!refused || signer == null || identity == null) {
            return null;
        }
        Instant date = signer.dated() ? HttpDates.instant(response.header("Date")) : null;
        Duration ahead = date == null ? null : state.clock().ahead(date);
        String text = signer.signedText(operation.method(), request.url(), identity, signedAt);
        return new SigningDetails(
                config.credentials().source(),
                identity.credentials().maskedAccessKey(),
                ahead == null ? null : ahead.truncatedTo(ChronoUnit.SECONDS),
                !state.clock().offset().isZero(),
                text == null ? null : redactor.mask(text));
    }

    /** Adds the keys and signatures of the call to what must not show. */
    void addSecretsTo(Redactor redactor) {
        if (identity != null) {
            redactor.add(identity.credentials().accessKey());
            redactor.add(identity.credentials().secretKey());
            redactor.add(identity.credentials().authToken());
        }
        signatures.forEach(redactor::add);
    }
}

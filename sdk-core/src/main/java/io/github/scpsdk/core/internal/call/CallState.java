package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.SigningDetails;
import io.github.scpsdk.core.internal.auth.HmacSigner;
import io.github.scpsdk.core.internal.auth.Identity;
import io.github.scpsdk.core.internal.auth.RequestSigner;
import io.github.scpsdk.core.internal.call.RetryDecisions.Outcome;
import io.github.scpsdk.core.internal.error.CallDescription;
import io.github.scpsdk.core.internal.error.ErrorReader;
import io.github.scpsdk.core.internal.error.ExceptionFactory;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.http.HttpDates;
import io.github.scpsdk.core.internal.http.SendOptions;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.schema.ServiceVersion;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import okhttp3.Headers;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * One call from its first attempt to its end: signs each attempt, and says what follows from how it ended. Sends
 * nothing and waits for nothing, so that a driver that blocks and one that does not can share it. For one call; not for
 * several threads at a time.
 */
final class CallState {

    private final CallPipeline client;
    private final ClientConfig settings;
    private final Operation<?> operation;
    private final Arguments arguments;
    private final RequestBuilder prepared;
    private final CallEvents events;
    private final @Nullable ClassLoader callersLoader;
    private final long start;
    private final long limit;

    /**
     * So many of the latest failures and signatures are remembered: attempts without end are no reason for memory
     * without end.
     */
    private static final int MAX_REMEMBERED = 16;

    private final List<ScpException> earlier = new ArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>(); // read by whoever ends the call from outside
    private @Nullable Identity identity;
    private Instant signed = Instant.EPOCH;
    private long attemptStart;
    private int attempts;
    private boolean underWay;
    private @Nullable AttemptResult last;
    private int lastCost;
    private boolean earlierMayHaveArrived;
    private boolean clockCorrected;
    private boolean afterNoResponse;

    CallState(CallPipeline client, Operation<?> operation, Arguments arguments, RequestBuilder prepared) {
        this.client = client;
        this.settings = client.settings();
        this.operation = operation;
        this.arguments = arguments;
        this.prepared = prepared;
        this.start = settings.timer().nanos();
        this.limit = CallPipeline.nanos(settings.timeout());
        this.callersLoader = Thread.currentThread().getContextClassLoader();
        this.events = new CallEvents(settings, operation, prepared);
        events.start(settings.clock());
    }

    /** What follows from an attempt. */
    sealed interface Step {}

    /** The call has succeeded; with null, without a response of its own. */
    record Done(AttemptResult.@Nullable Response response) implements Step {}

    /** The request is to be sent again after a pause. */
    record Again(long nanos) implements Step {}

    /** The call has failed. */
    record Failed(ScpException failure) implements Step {}

    /** Nanoseconds left of the call's time limit; zero or less when there are none. */
    long left() {
        return limit - (settings.timer().nanos() - start);
    }

    /** Nanoseconds that the next attempt may take. */
    private long attemptLimit() {
        // an operation that must not be repeated has one attempt, which gets all the time there is
        return operation.idempotent() ? Math.min(CallPipeline.nanos(settings.attemptTimeout()), left()) : left();
    }

    /** What to ask the credentials provider before the next attempt; null when nothing is to be asked. */
    @Nullable
    CredentialsLookup question() {
        ScpCredentialsProvider provider = settings.credentials();
        if (provider == null || identity != null) {
            return null;
        }
        if (provider instanceof StaticCredentialsProvider known) {
            identity = new Identity(known.credentials(), settings.accountId());
            return null;
        }
        return new CredentialsLookup(provider, callersLoader);
    }

    /** Takes the response to the question, which is over. */
    void answered(CredentialsLookup question) {
        ScpCredentials credentials;
        try {
            credentials = question.get();
        } catch (CancellationException e) {
            throw noCredentials();
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
        identity = new Identity(credentials, settings.accountId());
    }

    /** The credentials provider took all the time there was. */
    ScpException noCredentials() {
        return failures().noCredentials(settings.credentialsSource(), settings.timeout(), summary());
    }

    /** The request of the next attempt, signed now. */
    Request nextAttempt() {
        Headers.Builder headers = settings.headers().newBuilder();
        RequestSigner authenticator = settings.signer();
        if (authenticator != null && identity != null) {
            try {
                sign(headers, authenticator, identity);
            } catch (ScpException e) {
                throw failed(e).failure();
            }
        }
        attempts++;
        underWay = true;
        attemptStart = settings.timer().nanos();
        return new Request.Builder()
                .url(prepared.url())
                .headers(headers.build())
                .method(operation.method(), prepared.body())
                .build();
    }

    private void sign(Headers.Builder headers, RequestSigner authenticator, Identity sender) {
        signed = authenticator.dated() ? client.state().clock().now() : Instant.EPOCH;
        authenticator.authenticate(headers, operation.method(), prepared.url(), sender, signed);
        String signature = headers.get(HmacSigner.SIGNATURE);
        if (signature != null) {
            remember(signatures, signature);
        }
    }

    private static <T> void remember(List<T> all, T latest) {
        if (all.size() == MAX_REMEMBERED) {
            all.remove(0);
        }
        all.add(latest);
    }

    /** Says how to send the next attempt. */
    SendOptions sendOptions() {
        return new SendOptions(
                operation.idempotent(),
                afterNoResponse,
                operation.returnsSomething(),
                settings.maxResponseBytes(),
                attemptLimit());
    }

    /** What follows from how the attempt ended. */
    Step after(AttemptResult result) {
        afterNoResponse = isNoResponse(result);
        Outcome ending = RetryDecisions.classify(result, operation.returnsSomething());
        tell(result);
        if (ending == Outcome.SUCCESS) {
            client.state().quota().give(lastCost == 0 ? 1 : lastCost);
            return new Done((AttemptResult.Response) result);
        }
        Duration asked = result instanceof AttemptResult.Response response ? asked(response) : null;
        ScpException failure = failure(result, ending, asked);
        if (isDone(failure)) {
            return new Done(null);
        }
        if (signAgain(result)) {
            return again(failure, ending, 0, "clock put right");
        }
        int counted = clockCorrected ? attempts - 1 : attempts;
        if (client.decisions().allows(ending, operation.idempotent(), counted)) {
            long pause = CallPipeline.nanos(client.decisions().delay(ending, counted, asked));
            int cost = client.decisions().cost(ending);
            if (pause < left() && client.state().quota().take(cost)) {
                lastCost = cost;
                return again(failure, ending, pause, reason(result, ending));
            }
        }
        if (wasStale(result)) {
            return again(failure, ending, 0, "stale connection");
        }
        return failed(unlessInDoubt(failure, ending.leavesInDoubt()));
    }

    /**
     * What is to be said of a failure: that of a write which may or may not have been carried out is something else.
     */
    private ScpException unlessInDoubt(ScpException failure, boolean mayHaveArrived) {
        return !operation.idempotent() && mayHaveArrived ? failures().outcomeUnknown(failure, summary()) : failure;
    }

    /**
     * A balancer may say 408 on an idle connection before it closes it: then that lies there when the request leaves,
     * and is no response to it.
     */
    private static boolean isNoResponse(AttemptResult result) {
        return result instanceof AttemptResult.NoResponse
                || (result instanceof AttemptResult.Response response && response.status() == 408);
    }

    /** How long the platform asks to wait. A clock that fails now does not make what was answered something else. */
    private @Nullable Duration asked(AttemptResult.Response response) {
        String header = response.header("Retry-After");
        try {
            return header == null
                    ? null
                    : HttpDates.retryAfter(header, client.state().clock().now());
        } catch (ScpConfigurationException e) {
            return null;
        }
    }

    /**
     * Whether a read met a connection of the pool that the other side had closed, which is no matter of the read: it
     * goes on a connection of its own, whatever the policy says of retries. OkHttp looks closely at idle connections
     * before anything but a read.
     */
    private boolean wasStale(AttemptResult result) {
        return result instanceof AttemptResult.NoResponse lost
                && lost.pooled()
                && !lost.timedOut()
                && operation.idempotent()
                && operation.method().equals("GET")
                && left() > 0;
    }

    /**
     * What is to be said when something of the application's holds the call beyond its time. May come from another
     * thread.
     */
    ScpException held(boolean sent) {
        return unlessInDoubt(failures().held(sent, settings.timeout(), summary()), sent);
    }

    /** What follows when the client was closed in a pause: the call ends as it would have without another attempt. */
    Failed closed() {
        return failed(earlier.remove(earlier.size() - 1));
    }

    /**
     * What follows from an interrupt during an attempt. Of a write that was answered well it is known that it was
     * carried out.
     */
    Failed interrupted(AttemptResult result, boolean sent) {
        if (!operation.idempotent() && result instanceof AttemptResult.Response response && response.isSuccess()) {
            tell(result);
            return failed(failures().decoding(response, "the thread was interrupted", response.broken(), summary()));
        }
        return interrupted(sent);
    }

    /** What follows from an interrupt before an attempt or in a pause, and when nothing is known of the attempt. */
    Failed interrupted(boolean sent) {
        return ended(failures().interrupted(sent, summary()), sent);
    }

    /** What follows when nobody waits for the call any more. */
    Failed stopped(String why, boolean sent) {
        return ended(failures().stopped(why, sent, summary()), sent);
    }

    private Failed ended(ScpException failure, boolean sent) {
        tell(new AttemptResult.NoResponse(new InterruptedIOException("interrupted"), sent, false));
        return failed(unlessInDoubt(failure, sent));
    }

    /** The result of an attempt that there was no time for. */
    static AttemptResult noTime() {
        return new AttemptResult.NoResponse(new InterruptedIOException("no time left"), false, true);
    }

    /** The exception for a success that could not be read. */
    ScpException unreadable(AttemptResult.Response response, String problem, @Nullable Throwable cause) {
        return failed(failures().decoding(response, problem, cause, summary())).failure();
    }

    /** Tells those who listen how the attempt ended, if there was one. */
    private void tell(AttemptResult result) {
        if (underWay) {
            underWay = false;
            last = result;
            events.attempt(attempts, result, settings.timer().nanos() - attemptStart, this::secrets);
        }
    }

    private Again again(ScpException failure, Outcome ending, long pause, String reason) {
        remember(earlier, failure);
        earlierMayHaveArrived |=
                ending.mayHaveBeenCarriedOut() && !operation.method().equals("GET"); // a read leaves no trace
        events.retry(attempts + 1, reason, pause);
        return new Again(pause);
    }

    private Failed failed(ScpException failure) {
        earlier.forEach(failure::addSuppressed);
        return new Failed(failure);
    }

    private ScpException failure(AttemptResult result, Outcome ending, @Nullable Duration asked) {
        Duration callLimit = left() <= 0 ? settings.timeout() : null;
        if (result instanceof AttemptResult.NoResponse lost) {
            return failures().noResponse(lost, callLimit, summary());
        }
        AttemptResult.Response response = (AttemptResult.Response) result;
        if (ending != Outcome.CUT || response.broken() == null) {
            ErrorResponse error = new ErrorReader(secrets()).read(response, asked);
            return failures().service(error, summary(signing(error, response)));
        }
        return operation.idempotent()
                ? failures().cut(response, response.broken(), callLimit, summary())
                : failures().decoding(response, "it broke off", response.broken(), summary());
    }

    /**
     * A removal whose earlier attempt may have worked, and of which the service now says that there is nothing to
     * remove.
     */
    private boolean isDone(ScpException failure) {
        return operation.method().equals("DELETE")
                && !operation.returnsSomething()
                && earlierMayHaveArrived
                && failure instanceof NotFoundException missing
                && missing.response().envelope() == ErrorResponse.Envelope.SERVICE;
    }

    private boolean signAgain(AttemptResult result) {
        RequestSigner authenticator = settings.signer();
        boolean refused = result instanceof AttemptResult.Response response
                && (response.status() == 401 || response.status() == 403);
        if (!refused
                || clockCorrected
                || authenticator == null
                || !authenticator.dated()
                || !client.state().trustsDates()
                || left() <= 0) {
            return false;
        }
        clockCorrected = client.state()
                .clock()
                .correct(signed, HttpDates.instant(((AttemptResult.Response) result).header("Date")));
        return clockCorrected;
    }

    private static String reason(AttemptResult result, Outcome ending) {
        if (result instanceof AttemptResult.Response response && ending != Outcome.CUT) {
            return Integer.toString(response.status());
        }
        if (ending == Outcome.CUT) {
            return "response broke off";
        }
        return result instanceof AttemptResult.NoResponse failure && failure.timedOut()
                ? "timed out"
                : "connection failed";
    }

    private Duration elapsed() {
        return Duration.ofNanos(settings.timer().nanos() - start);
    }

    /** In whose name a refused request was sent, when that may be the reason; else null. */
    private @Nullable SigningDetails signing(ErrorResponse error, AttemptResult.Response response) {
        boolean refused = error.status() == 401
                || error.status() == 403
                || (error.status() == 404 && error.envelope() != ErrorResponse.Envelope.SERVICE);
        RequestSigner authenticator = settings.signer();
        if (!refused || authenticator == null || identity == null) {
            return null;
        }
        Instant date = authenticator.dated() ? HttpDates.instant(response.header("Date")) : null;
        Duration ahead = date == null ? null : client.state().clock().ahead(date);
        String text = authenticator.signedText(operation.method(), prepared.url(), identity, signed);
        return new SigningDetails(
                settings.credentialsSource(),
                identity.credentials().maskedAccessKey(),
                ahead == null ? null : ahead.truncatedTo(ChronoUnit.SECONDS),
                !client.state().clock().offset().isZero(),
                text == null ? null : secrets().mask(text));
    }

    private CallSummary summary() {
        return summary(null);
    }

    private CallSummary summary(@Nullable SigningDetails signing) {
        ServiceVersion service = settings.service();
        return new CallSummary(
                service.service(),
                service.version(),
                operation.name(),
                attempts,
                elapsed(),
                earlierMayHaveArrived,
                signing);
    }

    private ExceptionFactory failures() {
        ServiceVersion service = settings.service();
        String base = settings.endpoint().toString();
        String url = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + operation.path();
        return new ExceptionFactory(
                new CallDescription(
                        service.service(),
                        service.version(),
                        operation.name(),
                        operation.method(),
                        url,
                        settings.place().why(),
                        operation.idempotent(),
                        operation.verifyWith()),
                secrets());
    }

    private Redactor secrets() {
        Redactor secrets = new Redactor();
        if (identity != null) {
            secrets.add(identity.credentials().accessKey());
            secrets.add(identity.credentials().secretKey());
            secrets.add(identity.credentials().authToken());
        }
        signatures.forEach(secrets::add);
        if (arguments.body() != null) {
            arguments.body().secrets(secrets::add);
        }
        return secrets;
    }

    /** Tells those who listen that the call has ended. */
    void ended(@Nullable Throwable failure) {
        if (failure == null && last instanceof AttemptResult.Response response) {
            events.answered(response, this::secrets);
        }
        events.end(attempts, last, failure, elapsed(), this::secrets);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.RawResponse;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.SigningDetails;
import io.github.scpsdk.core.internal.call.RetryDecisions.Outcome;
import io.github.scpsdk.core.internal.error.BodyErrors;
import io.github.scpsdk.core.internal.error.CallDescription;
import io.github.scpsdk.core.internal.error.ErrorReader;
import io.github.scpsdk.core.internal.error.ExceptionFactory;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.http.HttpDates;
import io.github.scpsdk.core.internal.http.SendOptions;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.JobSpec;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.schema.ServiceVersion;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the time, the attempts and the failures of one call, and decides what follows each attempt. Sends nothing and
 * waits for nothing, so the blocking and the asynchronous driver share it. Not safe for use by several threads at a
 * time.
 */
final class CallState {

    /** Limits the earlier failures that are kept, because the number of attempts has no limit. */
    private static final int MAX_FAILURES = 16;

    /** Limits what a message shows of an id in the path, in characters; the platform's have 32 to 36. */
    private static final int MAX_SHOWN_ID = 100;

    private final ClientConfig config;
    private final ClientState state;
    private final RetryDecisions retries;
    private final Operation<?> operation;
    private final Arguments arguments;
    private final CallSigner signer;
    private final CallEvents events;
    private final BodyErrors errors;
    private final long start;
    private final long settling;
    private final long timeout;

    private final List<ScpException> earlier = new ArrayList<>();
    private @Nullable ScpException refusedKeys; // while the provider is asked for others
    private long attemptStart;
    private volatile Instant sentAt = Instant.EPOCH; // another thread may end the call
    private int attempts;
    private int conflicts;
    private boolean attemptOpen;
    private @Nullable AttemptResult last;
    private int lastCost;
    private boolean earlierMayHaveArrived;
    private boolean afterNoResponse;
    private boolean polling;
    private int attemptsBeforePoll;

    CallState(ClientContext context, Operation<?> operation, Arguments arguments, RequestBuilder request) {
        this.config = context.config();
        this.state = context.state();
        this.retries = context.retries();
        this.operation = operation;
        this.arguments = arguments;
        this.start = config.internals().timer().nanos();
        this.settling = operation.method().equals("GET")
                ? 0
                : Timer.nanos(config.defaults().retryConflicts());
        this.timeout = Timer.nanos(limit()) + settling;
        this.signer = new CallSigner(context, operation, request);
        this.errors = new BodyErrors(config.service().errors());
        this.events = new CallEvents(config, operation, request, this::redactor);
        events.start(config.internals().clock());
    }

    /** Returns the time limit of the call: that of the work behind it, unless the application has set one. */
    private Duration limit() {
        JobSpec job = operation.job();
        return job == null || config.defaults().timeoutSet() ? config.defaults().timeout() : job.limit();
    }

    /** Is what follows an attempt. */
    sealed interface Step {}

    /** The call has succeeded; null stands for a success without a response of its own. */
    record Done(AttemptResult.@Nullable Response response) implements Step {}

    /** The request is to be sent again after a pause. */
    record Retry(long pauseNanos) implements Step {}

    /** The call has failed. */
    record Failed(ScpException failure) implements Step {}

    /** Returns the nanoseconds that are left of the call's timeout; zero or less when it is over. */
    long left() {
        return timeout - (config.internals().timer().nanos() - start);
    }

    /** Returns the lookup to run before the next attempt, or null when none is needed. */
    @Nullable
    Lookup lookup() {
        return signer.lookup();
    }

    /** Takes what a lookup that is over has found. */
    void accept(Lookup lookup) {
        if (refusedKeys != null) {
            acceptRenewed(lookup, refusedKeys);
            return;
        }
        try {
            signer.accept(lookup);
        } catch (CancellationException e) {
            throw timedOut(lookup);
        } catch (ScpException e) {
            throw unlessInDoubt(e, polling);
        }
    }

    /** Goes on with other keys than those that were refused, or fails as without them. */
    private void acceptRenewed(Lookup lookup, ScpException refusal) {
        boolean others;
        try {
            others = signer.acceptRenewed(lookup);
        } catch (CancellationException e) {
            throw timedOut(lookup);
        } catch (ScpException e) {
            refusal.addSuppressed(e);
            throw failed(refusal).failure();
        }
        if (!others) {
            throw failed(refusal).failure();
        }
        refusedKeys = null;
        Retry ignored = retry(refusal, Outcome.REFUSED, 0, "keys renewed");
    }

    /** Begins the next attempt. Returns its request, signed now. */
    Request.Builder nextAttempt() {
        Request.Builder signed;
        try {
            signed = signer.sign();
        } catch (ScpException e) {
            throw failed(e).failure();
        }
        attempts++;
        if (!polling) {
            sentAt = signer.now();
        }
        attemptOpen = true;
        attemptStart = config.internals().timer().nanos();
        events.sending(attempts, signed, !polling, signer);
        return signed;
    }

    /** Returns the host that the attempts go to. */
    String host() {
        return config.endpoint().url().host();
    }

    /** Says how to send the next attempt. */
    SendOptions sendOptions() {
        // an operation that must not be repeated has one attempt, which gets all the time that is left
        long attemptTimeout = Math.min(
                Timer.nanos(
                        idempotent()
                                ? config.defaults().attemptTimeout()
                                : config.defaults().timeout()),
                left());
        return new SendOptions(
                idempotent(), afterNoResponse, bodyMatters(), keptBytes(), config.maxResponseBytes(), attemptTimeout);
    }

    /** Whether the next attempt may be repeated. */
    private boolean idempotent() {
        return polling || operation.idempotent();
    }

    /** Whether a success needs its body: for its result, the address of its job, or the error that it may hold. */
    private boolean bodyMatters() {
        return operation.returnsSomething() || operation.job() != null || errors.areInSuccess();
    }

    /** Returns how much of a body is kept for those who want it as it came. */
    private int keptBytes() {
        if (config.defaults().rawResponseListeners().isEmpty()) {
            return events.logsBodies() ? BodyLog.MAX_KEPT : 0;
        }
        return config.maxResponseBytes();
    }

    /** Returns the response that the call ends with, as it came. */
    RawResponse raw() {
        return ResponseAsItCame.of(operation, (AttemptResult.Response) Objects.requireNonNull(last), redactor());
    }

    /** Returns the result of an attempt that no time was left for. */
    static AttemptResult noTime() {
        return new AttemptResult.NoResponse(new InterruptedIOException("no time left"), false, true);
    }

    /** Decides what follows an attempt. */
    Step after(AttemptResult result) {
        if (refusedKeys != null) { // no time was left to ask for others
            return failed(refusedKeys);
        }
        afterNoResponse = isNoResponse(result);
        boolean refusal = result instanceof AttemptResult.Response said && errors.isRefusal(said);
        Outcome outcome = refusal ? Outcome.REFUSED : RetryDecisions.classify(result, bodyMatters());
        endAttempt(result);
        if (outcome == Outcome.SUCCESS) {
            state.quota().give(lastCost == 0 ? 1 : lastCost);
            lastCost = 0;
            AttemptResult.Response success = (AttemptResult.Response) result;
            return success.status() == 202 && operation.job() != null
                    ? poll(success, operation.job())
                    : new Done(success);
        }
        Duration retryAfter = result instanceof AttemptResult.Response response ? retryAfter(response) : null;
        ScpException failure = failure(result, outcome, retryAfter);
        if (isAlreadyRemoved(failure)) {
            return new Done(null);
        }
        if (left() > 0 && signer.correctsClock(result)) {
            return retry(failure, outcome, 0, "clock put right");
        }
        if (left() > 0 && failure instanceof ScpServiceException said && signer.renewsKeys(said.response())) {
            refusedKeys = failure;
            return new Retry(0); // if the provider has others
        }
        if (left() > 0 && failure instanceof ScpServiceException said && signer.renewsSession(said.response())) {
            return retry(failure, outcome, 0, "session renewed");
        }
        long toSettle = settling - failure.elapsed().toNanos(); // what is decided is what the caller is told
        if (toSettle > 0 && maySettle(result, outcome)) {
            conflicts++;
            long pause = Timer.nanos(retries.delay(Outcome.THROTTLED, conflicts, retryAfter));
            return retry(failure, outcome, Math.min(pause, toSettle), reason(result, outcome));
        }
        int counted = attempts - attemptsBeforePoll - signer.spentAttempts() - (polling ? 0 : conflicts);
        if (retries.allows(outcome, idempotent(), Math.max(1, counted))) {
            long pause = Timer.nanos(retries.delay(outcome, Math.max(1, counted), retryAfter));
            int cost = retries.cost(outcome);
            if (pause < left() && state.quota().take(cost)) {
                lastCost = cost;
                return retry(failure, outcome, pause, reason(result, outcome));
            }
        }
        if (isStaleConnection(result)) {
            return retry(failure, outcome, 0, "stale connection");
        }
        return failed(unlessInDoubt(failure, polling ? !refusal : outcome.leavesInDoubt()));
    }

    /** Asks how the work behind a 202 goes on, after a pause. */
    private Step poll(AttemptResult.Response response, JobSpec job) {
        HttpUrl url =
                JobAddress.of(response.body(), job.location(), config.endpoint().url());
        if (url == null) {
            return failed(exceptions()
                    .decoding(response, "it has no address in " + job.location(), response.broken(), summary()));
        }
        polling = true;
        attemptsBeforePoll = attempts;
        signer.ask(url);
        return new Retry(Math.max(0, Math.min(Timer.nanos(job.interval()), left())));
    }

    /** Whether the platform refuses what it may do later. A 409 says that nothing was carried out, a 5xx does not. */
    private boolean maySettle(AttemptResult result, Outcome outcome) {
        return !polling
                && result instanceof AttemptResult.Response response
                && (response.status() == 409
                        || (operation.idempotent() && (outcome == Outcome.UNAVAILABLE || outcome == Outcome.FAILED)));
    }

    /**
     * Whether the platform did not respond to this request. A 408 counts: a load balancer may send one on an idle
     * connection before it closes it, and the next request on that connection finds it there.
     */
    private static boolean isNoResponse(AttemptResult result) {
        return result instanceof AttemptResult.NoResponse
                || (result instanceof AttemptResult.Response response && response.status() == 408);
    }

    /** Returns how long the platform asks to wait. A clock that fails does not turn the response into another one. */
    private @Nullable Duration retryAfter(AttemptResult.Response response) {
        String header = response.header("Retry-After");
        try {
            return header == null
                    ? null
                    : HttpDates.retryAfter(header, state.clock().now());
        } catch (ScpConfigurationException e) {
            return null;
        }
    }

    private ScpException failure(AttemptResult result, Outcome outcome, @Nullable Duration retryAfter) {
        Duration timeoutIfOver = left() <= 0 ? limit() : null;
        if (result instanceof AttemptResult.NoResponse lost) {
            return exceptions().noResponse(lost, timeoutIfOver, summary());
        }
        AttemptResult.Response response = (AttemptResult.Response) result;
        if (outcome != Outcome.TRUNCATED || response.broken() == null) {
            Redactor redactor = redactor();
            ErrorResponse error = new ErrorReader(redactor, errors).read(response, retryAfter);
            return exceptions()
                    .service(
                            error,
                            response.proxy(),
                            summary(signer.details(error, response, redactor)),
                            outcome == Outcome.REFUSED);
        }
        return idempotent()
                ? exceptions().truncated(response, response.broken(), timeoutIfOver, summary())
                : exceptions().decoding(response, "it broke off", response.broken(), summary());
    }

    /**
     * Whether the service finds nothing to remove, after an earlier attempt that may have removed it, or that was refused
     * because it was being removed.
     */
    private boolean isAlreadyRemoved(ScpException failure) {
        return signer.method().equals("DELETE")
                && !operation.returnsSomething()
                && (earlierMayHaveArrived || conflicts > 0)
                && failure instanceof NotFoundException missing
                && missing.response().envelope() == ErrorResponse.Envelope.SERVICE;
    }

    /**
     * Whether a GET failed on a stale pooled connection. It is sent again once on a fresh one, regardless of the retry
     * policy. OkHttp checks idle connections closely before it sends anything but a GET.
     */
    private boolean isStaleConnection(AttemptResult result) {
        return result instanceof AttemptResult.NoResponse lost
                && lost.pooled()
                && !lost.timedOut()
                && idempotent()
                && signer.method().equals("GET")
                && left() > 0;
    }

    private static String reason(AttemptResult result, Outcome outcome) {
        if (outcome == Outcome.TRUNCATED) {
            return "response broke off";
        }
        if (result instanceof AttemptResult.Response response) {
            return Integer.toString(response.status());
        }
        return result instanceof AttemptResult.NoResponse lost && lost.timedOut() ? "timed out" : "connection failed";
    }

    private Retry retry(ScpException failure, Outcome outcome, long pause, String reason) {
        if (earlier.size() == MAX_FAILURES) {
            earlier.remove(0);
        }
        earlier.add(failure);
        // a GET leaves no trace
        earlierMayHaveArrived |=
                outcome.mayHaveBeenCarriedOut() && !signer.method().equals("GET");
        events.retry(attempts + 1, reason, pause);
        return new Retry(pause);
    }

    private Failed failed(ScpException failure) {
        earlier.forEach(failure::addSuppressed);
        return new Failed(failure);
    }

    /** Returns the failure, or that the outcome is unknown when a write may or may not have been carried out. */
    private ScpException unlessInDoubt(ScpException failure, boolean mayHaveArrived) {
        return !operation.idempotent() && mayHaveArrived
                ? exceptions().outcomeUnknown(failure, summary(), sentAt)
                : failure;
    }

    /** Ends a call in a pause, because the client was closed. It fails as it would without another attempt. */
    Failed closed() {
        if (refusedKeys != null) {
            return failed(refusedKeys);
        }
        if (polling) {
            return stopped(ClientState.CLOSED, false);
        }
        return failed(earlier.remove(earlier.size() - 1));
    }

    /** Ends a call that was interrupted during an attempt. A write with a 2xx response is known to be carried out. */
    Failed interrupted(AttemptResult result, boolean sent) {
        if (!idempotent() && result instanceof AttemptResult.Response response && response.isSuccess()) {
            endAttempt(result);
            return failed(exceptions().decoding(response, "the thread was interrupted", response.broken(), summary()));
        }
        return interrupted(sent);
    }

    /** Ends a call that was interrupted before an attempt, in a pause, or in an attempt with an unknown result. */
    Failed interrupted(boolean sent) {
        return abandoned(exceptions().interrupted(sent, summary()), sent);
    }

    /** Ends a call that nobody waits for any more. */
    Failed stopped(String why, boolean sent) {
        return abandoned(exceptions().stopped(why, sent, summary()), sent);
    }

    private Failed abandoned(ScpException failure, boolean sent) {
        if (refusedKeys != null) {
            failure.addSuppressed(refusedKeys);
        }
        endAttempt(new AttemptResult.NoResponse(new InterruptedIOException("interrupted"), sent, false));
        return failed(unlessInDoubt(failure, sent || polling));
    }

    /** Returns the exception for a lookup that took all the time of the call. */
    ScpException timedOut(Lookup lookup) {
        ScpException failure = lookup instanceof SessionLookup
                ? exceptions().loginTimedOut(limit(), summary())
                : exceptions().credentialsTimedOut(config.credentials().source(), limit(), summary());
        if (refusedKeys != null) {
            refusedKeys.addSuppressed(failure);
            return failed(refusedKeys).failure();
        }
        return unlessInDoubt(failure, polling);
    }

    /** Returns the exception for application code that blocks the call past its timeout. Any thread may ask for it. */
    ScpException timedOutInApplicationCode(boolean sent) {
        return unlessInDoubt(exceptions().timedOutInApplicationCode(sent, limit(), summary()), sent || polling);
    }

    /** Returns the exception for a success that cannot be read. */
    ScpException unreadable(AttemptResult.Response response, String problem, @Nullable Throwable cause) {
        return failed(exceptions().decoding(response, problem, cause, summary()))
                .failure();
    }

    private CallSummary summary() {
        return summary(null);
    }

    private CallSummary summary(@Nullable SigningDetails signing) {
        ServiceVersion service = config.service();
        return new CallSummary(
                service.service(),
                service.version(),
                operation.name(),
                attempts,
                elapsed(),
                earlierMayHaveArrived,
                signing);
    }

    private ExceptionFactory exceptions() {
        return new ExceptionFactory(description(), redactor());
    }

    private CallDescription description() {
        ServiceVersion service = config.service();
        String base = config.endpoint().url().toString();
        String url = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path();
        return new CallDescription(
                service.service(),
                service.version(),
                operation.name(),
                operation.method(),
                url,
                config.endpoint().description().why(),
                operation.idempotent(),
                operation.verifyWith(),
                operation.verifyMethod());
    }

    /** Returns the path with its ids, which tell which resource the call is about. */
    private String path() {
        Redactor redactor = redactor();
        return operation
                .path()
                .filled(arguments.path().stream().map(id -> shown(id, redactor)).toList());
    }

    private static String shown(String id, Redactor redactor) {
        String safe = redactor.safe(id);
        boolean whole = safe.codePointCount(0, safe.length()) <= MAX_SHOWN_ID;
        String cut = whole ? safe : safe.substring(0, safe.offsetByCodePoints(0, MAX_SHOWN_ID)) + "...";
        // as on the wire: nothing in an id can look like another part of the message
        return new HttpUrl.Builder()
                .scheme("https")
                .host("host")
                .addPathSegment(cut)
                .build()
                .encodedPath()
                .substring(1);
    }

    /** Returns a redactor that knows every secret of the call so far. */
    private Redactor redactor() {
        Redactor redactor = new Redactor();
        signer.addSecretsTo(redactor);
        if (arguments.body() != null) {
            arguments.body().secrets(redactor::add);
        }
        return redactor;
    }

    private Duration elapsed() {
        return Duration.ofNanos(config.internals().timer().nanos() - start);
    }

    /** Tells the listeners how the attempt ended, if one was under way. */
    private void endAttempt(AttemptResult result) {
        if (attemptOpen) {
            attemptOpen = false;
            last = result;
            events.attempt(attempts, result, config.internals().timer().nanos() - attemptStart);
        }
    }

    /** Tells the listeners that the call has ended. */
    void ended(@Nullable Throwable failure) {
        if (failure == null && last instanceof AttemptResult.Response response) {
            events.response(response);
        }
        events.end(attempts, last, failure, elapsed());
    }
}

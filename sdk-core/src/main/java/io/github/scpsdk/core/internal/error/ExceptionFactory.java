// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.error;

import io.github.scpsdk.core.BadRequestException;
import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ConflictException;
import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.ErrorResponse.Envelope;
import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpError;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.SigningDetails;
import io.github.scpsdk.core.ThrottledException;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.core.VersionNotServedException;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.redact.Redactor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of one call. Each message suffices for a support ticket, and none shows a secret. */
public final class ExceptionFactory {

    private final CallDescription call;
    private final Redactor secrets;

    /**
     * Makes the exceptions of a call.
     *
     * @param call the call
     * @param secrets what must not show
     */
    public ExceptionFactory(CallDescription call, Redactor secrets) {
        this.call = call;
        this.secrets = secrets;
    }

    /**
     * Makes the exception for an error response.
     *
     * @param response what it says
     * @param proxy the proxy that sent it, if that is known
     * @param summary what the call did
     * @param refused whether it is certain that nothing was done
     */
    public ScpServiceException service(
            ErrorResponse response, @Nullable String proxy, CallSummary summary, boolean refused) {
        String ids = ids(response.requestId(), response.globalRequestId());
        String message = call + " was answered " + response.status() + Advice.reason(response.status()) + ". "
                + words(response) + ids + " " + Advice.of(response, proxy, summary, !call.idempotent(), refused)
                + identity(response, summary.signing()) + where(summary);
        return switch (response.status()) {
            case 400 -> new BadRequestException(message, response, summary);
            case 401 -> new UnauthorizedException(message, response, summary);
            case 403 -> new ForbiddenException(message, response, summary);
            case 404 -> new NotFoundException(message, response, summary);
            case 406 -> new VersionNotServedException(message, response, summary);
            case 409 -> new ConflictException(message, response, summary);
            case 429 -> new ThrottledException(message, response, summary);
            default ->
                response.status() >= 500
                        ? new ServerErrorException(message, response, summary)
                        : new ScpServiceException(message, response, summary);
        };
    }

    /** Makes the exception for an attempt without a response. */
    public ScpException noResponse(
            AttemptResult.NoResponse failure, @Nullable Duration callLimit, CallSummary summary) {
        String arrived = failure.mayHaveArrived()
                ? " The request may have reached the platform."
                : " The request did not reach the platform.";
        Throwable cause = secrets.safe(failure.cause());
        if (callLimit != null) {
            return new ScpTimeoutException(
                    call + " was not answered within its time limit of " + seconds(callLimit) + "." + arrived
                            + " Set a longer timeout, or check the network and the platform."
                            + where(summary),
                    cause,
                    summary);
        }
        boolean connecting = failure.cause() instanceof SocketTimeoutException && !failure.mayHaveArrived();
        if (connecting) { // OkHttp has its own limit for that, which attemptTimeout does not extend
            return new ScpTimeoutException(
                    call + ": connecting took too long." + arrived + " " + Advice.of(failure.cause(), false)
                            + where(summary),
                    cause,
                    summary);
        }
        if (failure.timedOut()) {
            return new ScpTimeoutException(
                    call + ": an attempt took too long." + arrived
                            + " Set a longer attemptTimeout, or check the network and the platform."
                            + where(summary),
                    cause,
                    summary);
        }
        return new ScpConnectionException(
                call + " got no response: " + words(failure.cause()) + "." + arrived + " "
                        + Advice.of(failure.cause(), failure.mayHaveArrived() && !call.idempotent()) + where(summary),
                cause,
                summary);
    }

    /** Makes the exception for a success whose body broke off, of an idempotent operation. */
    public ScpException truncated(
            AttemptResult.Response response, IOException broken, @Nullable Duration callLimit, CallSummary summary) {
        String message = call + " was answered " + response.status() + ", but the response broke off: " + words(broken)
                + (callLimit == null ? "" : " (the call's time limit is " + seconds(callLimit) + ")")
                + ". The operation was carried out and may be called again." + where(summary);
        return broken instanceof InterruptedIOException
                ? new ScpTimeoutException(message, secrets.safe(broken), summary)
                : new ScpConnectionException(message, secrets.safe(broken), summary);
    }

    /** Makes the exception for a credentials provider that took all the time of the call. */
    public ScpException credentialsTimedOut(String source, Duration callLimit, CallSummary summary) {
        return new ScpTimeoutException(
                call + " was not sent: the credentials provider (" + source
                        + ") has not returned within the call's time limit of " + seconds(callLimit)
                        + ". Find out what it waits for; it should cache the keys and be quick." + where(summary),
                null,
                summary);
    }

    /** Makes the exception for a login that took all the time of the call. */
    public ScpException loginTimedOut(Duration callLimit, CallSummary summary) {
        return new ScpTimeoutException(
                call + " was not sent: the login before it has not ended within the call's time limit of "
                        + seconds(callLimit) + ". Set a longer timeout, or check the network and the system."
                        + where(summary),
                null,
                summary);
    }

    /** Makes the exception for application code that blocks the call past its timeout. */
    public ScpException timedOutInApplicationCode(boolean sent, Duration callLimit, CallSummary summary) {
        return new ScpTimeoutException(
                call + " has not ended within its time limit of " + seconds(callLimit)
                        + ": code of the application that runs inside it has not returned, such as a call listener or"
                        + " an EventListener of its OkHttpClient."
                        + (sent
                                ? " The request may have reached the platform."
                                : " The request did not reach the platform.")
                        + where(summary),
                null,
                summary);
    }

    /** Makes the exception for an interrupted thread. */
    public ScpException interrupted(boolean sent, CallSummary summary) {
        return ended("was interrupted", sent, " The thread's interrupt flag is set.", summary);
    }

    /** Makes the exception for a call that nobody waits for any more. */
    public ScpException stopped(String why, boolean sent, CallSummary summary) {
        return ended("was ended because " + why, sent, "", summary);
    }

    private ScpException ended(String how, boolean sent, String more, CallSummary summary) {
        return new ScpInterruptedException(
                call + " " + how + (sent ? " after the request had left." : " before the request left.") + more
                        + where(summary),
                null,
                summary);
    }

    /** Makes the exception for a request that must not be repeated and may or may not have been carried out. */
    public OutcomeUnknownException outcomeUnknown(ScpException cause, CallSummary summary, Instant sentAt) {
        return new OutcomeUnknownException(
                "It is unknown whether " + call + " was carried out, and it is not sent again by itself. "
                        + (call.verifyMethod() == null
                                ? pointer()
                                : "Check with " + call.verifyMethod()
                                        + ", which takes this exception, before calling it again.")
                        + " What happened: " + cause.getMessage(),
                cause,
                summary,
                call.verifyWith(),
                sentAt);
    }

    /** Makes the exception for a success that cannot be read. */
    public ScpDecodingException decoding(
            AttemptResult.Response response, String problem, @Nullable Throwable cause, CallSummary summary) {
        String id = response.requestId() == null ? null : secrets.safe(response.requestId());
        String global = response.globalRequestId() == null ? null : secrets.safe(response.globalRequestId());
        String message = call + " was carried out (status " + response.status() + "), but its response cannot be read: "
                + problem
                + " (content type " + secrets.safe(response.contentType()) + ", " + response.size() + " bytes). "
                + (call.idempotent()
                        ? "It may be called again."
                        : "Do not call it again for that: it would be done twice. " + pointer())
                + ids(id, global) + where(summary);
        return new ScpDecodingException(
                message,
                cause == null ? null : secrets.safe(cause),
                summary,
                response.status(),
                id,
                global,
                call.idempotent() ? null : call.verifyWith());
    }

    private static String ids(@Nullable String id, @Nullable String global) {
        return (id == null ? "" : " Request id " + id + ".")
                + (global == null ? "" : " Global request id " + global + ".");
    }

    private String pointer() {
        return call.verifyWith() == null
                ? "No operation tells the outcome: look in the console before calling it again."
                : "Check with " + call.verifyWith() + " before calling it again.";
    }

    private String words(IOException e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : " (" + secrets.safe(message) + ")");
    }

    private String words(ErrorResponse response) {
        List<String> words = new ArrayList<>();
        for (ScpError error : response.errors()) {
            String name = error.code() != null ? error.code() : error.title();
            String detail = String.join(" ", error.detail());
            words.add((name == null ? "" : name + (detail.isEmpty() ? "" : ": "))
                    + detail
                    + (error.response() == null ? "" : " " + error.response()));
        }
        if (response.text() != null) {
            words.add((response.envelope() == Envelope.GATEWAY ? "The gateway says: " : "The body says: ")
                    + response.text());
        }
        if (words.isEmpty()) {
            return "The response says nothing more.";
        }
        String all = String.join("; ", words);
        String cut = secrets.safe(all);
        return cut.endsWith(".") ? cut : cut + ".";
    }

    /** Returns what is known of the sender, when the refusal may be about it. */
    private String identity(ErrorResponse response, @Nullable SigningDetails signing) {
        if (signing == null) {
            return "";
        }
        String endpoint = response.status() == 404 ? " The endpoint comes from: " + call.endpoint() + "." : "";
        String keys =
                " The keys come from: " + signing.credentialsSource() + " (access key " + signing.accessKey() + ").";
        return endpoint + keys + clock(signing);
    }

    private static String clock(SigningDetails signing) {
        if (signing.signedText() == null) {
            return "";
        }
        Duration offset = signing.clockOffset();
        if (offset == null) {
            return " The response has no date to hold this machine's clock against.";
        }
        return offset.abs().toSeconds() <= 2
                ? " This machine's clock agrees with the platform's."
                : " The platform's clock is " + offset.abs().toSeconds() + " s "
                        + (offset.isNegative() ? "behind" : "ahead of") + " this machine's"
                        + (signing.clockCorrected() ? "; the signature was dated by the platform's." : ".");
    }

    private String where(CallSummary summary) {
        return " [" + call.method() + " " + call.url() + ", "
                + (summary.attempts() == 1 ? "1 attempt" : summary.attempts() + " attempts") + " in "
                + seconds(summary.elapsed()) + "]";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.getSeconds() + duration.getNano() / 1e9);
    }
}

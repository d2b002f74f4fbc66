// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.Ensured;
import io.github.scpsdk.core.NotAdoptableException;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.schema.CreationSpec;
import io.github.scpsdk.core.schema.ServiceVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The choice among what has the name of something that is to exist. Neither lists nor waits. Not safe for use by several
 * threads at a time.
 */
final class Adoption<R, I, A> {

    /** Limits the resources of one name that a message describes. */
    private static final int MAX_SHOWN = 3;

    private final CreationSpec<R, I> spec;
    private final R request;
    private final Function<? super A, ? extends @Nullable String> made;
    private final Redactor redactor = new Redactor();
    private List<I> named = new ArrayList<>();

    /**
     * Creates a choice.
     *
     * @param made reads the id in the response of the create
     * @param secrets what no message may show
     */
    Adoption(
            CreationSpec<R, I> spec,
            R request,
            Function<? super A, ? extends @Nullable String> made,
            List<String> secrets) {
        this.spec = spec;
        this.request = Objects.requireNonNull(request, "request");
        this.made = made;
        secrets.forEach(redactor::add);
        spec.secrets(request).forEach(redactor::add);
    }

    /** Begins to look at a list. */
    void begin() {
        named = new ArrayList<>();
    }

    /** Looks at an item of the list. */
    void see(I item) {
        if (spec.isNamed(request, item)) {
            named.add(item);
        }
    }

    /** Returns what can be adopted; null where nothing has the name. */
    @Nullable
    Ensured result() {
        List<I> fitting = named.stream()
                .filter(item -> problems(item).isEmpty() && spec.id(item) != null)
                .toList();
        if (fitting.size() == 1) {
            return new Ensured(Objects.requireNonNull(spec.id(fitting.get(0))), false);
        }
        if (named.isEmpty()) {
            return null;
        }
        throw notAdoptable(fitting.size() > 1);
    }

    private NotAdoptableException notAdoptable(boolean ambiguous) {
        List<String> ids =
                named.stream().map(item -> shown(String.valueOf(spec.id(item)))).toList();
        List<String> found = named.stream()
                .limit(MAX_SHOWN)
                .map(item -> shown(String.valueOf(spec.id(item)))
                        + (problems(item).isEmpty() ? "" : " (" + shown(String.join("; ", problems(item))) + ")"))
                .toList();
        return new NotAdoptableException(
                subject() + " found " + String.join(", ", found) + (named.size() > MAX_SHOWN ? " and others" : "")
                        + " under the name " + shown(String.valueOf(spec.name(request)))
                        + (ambiguous ? " and cannot tell which is meant" : "") + ". Nothing was created. "
                        + (ambiguous
                                ? "Use its id, or another name."
                                : "Ask for what is there, change or delete it, or use another name."),
                summary(),
                ids);
    }

    private List<String> problems(I item) {
        List<String> problems = new ArrayList<>(spec.differences(request, item));
        problems.addAll(spec.defects(item));
        return problems;
    }

    private String shown(String text) {
        return redactor.safe(text);
    }

    /** Returns what a create has made; null where its response does not say. */
    @Nullable
    Ensured created(A response) {
        String id = made.apply(response);
        return id == null || id.isEmpty() ? null : new Ensured(id, true);
    }

    /** Whether a create that failed so may have made something, or has. */
    static boolean mayHaveMade(@Nullable Throwable failure) {
        return failure instanceof OutcomeUnknownException || failure instanceof ScpDecodingException;
    }

    /** Returns the failure of a create whose response has no id. */
    ScpException withoutId() {
        return new ScpDecodingException(
                subject() + ": " + spec.operation() + " was carried out, but its response has no id. Look it up with "
                        + spec.list() + ".",
                null,
                summary(),
                200, // some success: the record of the response does not have the status
                null,
                null,
                spec.list());
    }

    /** Returns what the create made that failed, by the list: nothing had the name before. Null where nothing has it yet. */
    @Nullable
    Ensured resolved() {
        Ensured there = result();
        return there == null ? null : new Ensured(there.id(), true);
    }

    /** Returns the failure of a create that stays in doubt, which says that it was looked for, and how long. */
    ScpException unresolved(ScpException doubt, long elapsed) {
        return unresolved(
                doubt,
                "and found nothing under the name " + shown(String.valueOf(spec.name(request))) + " within "
                        + Duration.ofNanos(elapsed).toSeconds() + " s.");
    }

    /** Returns the failure of a create that stays in doubt because the list failed, or has something else of that name. */
    ScpException unresolved(ScpException doubt, Throwable failed) {
        ScpException failure = unresolved(
                doubt,
                failed instanceof NotAdoptableException other
                        ? "and cannot tell whether it made one of " + String.join(", ", other.ids()) + "."
                        : "which failed too.");
        failure.addSuppressed(failed);
        return failure;
    }

    private ScpException unresolved(ScpException doubt, String outcome) {
        String message = doubt.getMessage() + " " + spec.operation() + "IfAbsent then looked with " + spec.list() + ", "
                + outcome;
        CallSummary call = Objects.requireNonNullElseGet(doubt.call(), this::summary);
        ScpException failure = doubt instanceof ScpDecodingException unread
                ? new ScpDecodingException(
                        message,
                        unread.getCause(),
                        call,
                        unread.status(),
                        unread.requestId(),
                        unread.globalRequestId(),
                        unread.verifyWith())
                : unknown((OutcomeUnknownException) doubt, message, call);
        failure.setStackTrace(doubt.getStackTrace());
        for (Throwable earlier : doubt.getSuppressed()) {
            failure.addSuppressed(earlier);
        }
        return failure;
    }

    private static ScpException unknown(OutcomeUnknownException doubt, String message, CallSummary call) {
        return new OutcomeUnknownException(
                message, Objects.requireNonNull(doubt.getCause()), call, doubt.verifyWith(), doubt.sentAt());
    }

    /** Returns the exception for a call that was interrupted before its turn. */
    ScpInterruptedException interrupted(InterruptedException cause) {
        return new ScpInterruptedException(
                subject()
                        + " was interrupted while another call of this process created the same. The thread's interrupt"
                        + " flag is set.",
                cause,
                summary());
    }

    private String subject() {
        ServiceVersion service = spec.service();
        return service.service() + " " + service.version() + " " + spec.operation() + "IfAbsent";
    }

    private CallSummary summary() {
        ServiceVersion service = spec.service();
        return new CallSummary(service.service(), service.version(), spec.operation(), 0, Duration.ZERO, false);
    }
}

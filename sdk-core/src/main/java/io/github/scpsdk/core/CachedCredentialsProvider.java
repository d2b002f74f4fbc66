// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import io.github.scpsdk.core.internal.log.Loggers;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the credentials of another provider, and asks it for new ones before they end: what {@link
 * ScpCredentialsProvider#cached} and {@link ScpCredentialsProvider#fromProcess(String...)} return. Clients take from it what
 * is at hand without another thread. Thread-safe if the other one is.
 */
@SuppressWarnings("ReferenceEquality") // another state of what is kept is another object
public final class CachedCredentialsProvider implements ScpCredentialsProvider {

    /** How long before the end new ones are asked for, at most; a fifth of their life where that is less. */
    private static final Duration MAX_EARLY = Duration.ofMinutes(5);

    /** How soon the source is asked again after it had nothing better. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** After which time a source that does not return is asked by another thread. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ScpCredentialsProvider source;
    private final @Nullable Duration maxAge;
    private final Clock clock;
    private final DoubleSupplier random;
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

    private volatile @Nullable Kept kept;
    private @Nullable Refresh refresh; // guarded by this

    CachedCredentialsProvider(ScpCredentialsProvider source, @Nullable Duration maxAge) {
        this(
                source,
                maxAge,
                Clock.systemUTC(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    CachedCredentialsProvider(
            ScpCredentialsProvider source, @Nullable Duration maxAge, Clock clock, DoubleSupplier random) {
        this.source = source;
        this.maxAge = maxAge;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What is kept.
     *
     * @param credentials the credentials
     * @param renewal from when on new ones are asked for, while these are used
     * @param end from when on calls wait for new ones
     * @param noBetterUntil until when it is known that the source has no others
     */
    private record Kept(ScpCredentials credentials, Instant renewal, Instant end, Instant noBetterUntil) {

        boolean hasEnded(Instant now) {
            Instant expiry = credentials.expiresAt();
            return expiry != null && !now.isBefore(expiry);
        }

        /** The same, when it is known that the source has no others for now. It is asked again before calls wait for it. */
        Kept withoutBetter(Instant now) {
            Instant soon = now.plus(PAUSE);
            Instant expiry = credentials.expiresAt();
            Instant last = expiry == null ? Instant.MAX : expiry;
            return new Kept(credentials, renewal.isAfter(soon) ? renewal : soon, end.isAfter(soon) ? end : last, soon);
        }
    }

    /** A question to the source under way. */
    private record Refresh(Instant began, CompletableFuture<ScpCredentials> answer) {}

    /** Says that whoever asked the source was interrupted, which is no answer. */
    private static final class Abandoned extends Exception {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public ScpCredentials credentials() {
        Kept now = kept;
        ScpCredentials held = held(now);
        return held == null ? ask(now, null) : held;
    }

    /**
     * Returns the credentials that are kept, without asking the other provider; if they end soon, it is asked on a thread of
     * its own.
     *
     * @return null when it has to be asked first
     */
    public @Nullable ScpCredentials atHand() {
        return held(kept);
    }

    private @Nullable ScpCredentials held(@Nullable Kept now) {
        Instant time = clock.instant();
        if (now == null || !time.isBefore(now.end()) || now.hasEnded(time)) {
            return null;
        }
        if (!time.isBefore(now.renewal())) {
            askBeforeTheEnd(now);
        }
        return now.credentials();
    }

    @Override
    public ScpCredentials renewed(ScpCredentials refused) {
        Kept now = kept;
        if (now != null && !same(now.credentials(), refused)) { // renewed meanwhile
            return credentials();
        }
        return now != null && clock.instant().isBefore(now.noBetterUntil()) ? refused : ask(now, refused);
    }

    @Override
    public CachedCredentialsProvider cached(Duration age) {
        Duration other = positive("age of cached credentials", age);
        boolean shorter = maxAge == null || other.compareTo(maxAge) < 0;
        return new CachedCredentialsProvider(source, shorter ? other : maxAge, clock, random);
    }

    /** Asks the source on a thread of its own, unless that is being done. */
    private void askBeforeTheEnd(Kept seen) {
        Refresh mine = new Refresh(clock.instant(), new CompletableFuture<>());
        if (begin(mine) != mine) {
            return;
        }
        if (kept != seen) { // another thread was quicker
            over(mine);
            mine.answer().complete(seen.credentials());
            return;
        }
        Thread thread = new Thread(null, () -> askAlone(mine), "scp-sdk-credentials", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        try {
            thread.start();
        } catch (OutOfMemoryError e) { // no more threads: a later call tries again
            over(mine);
            mine.answer().completeExceptionally(new Abandoned());
        }
    }

    private void askAlone(Refresh mine) {
        try {
            ScpCredentials ignored = ask(mine, null);
        } catch (Throwable e) {
            // whoever waits for the answer has it
        }
    }

    /**
     * Asks the source, or waits for the answer to whoever is asking it.
     *
     * @param seen what was kept when it turned out not to do
     * @param refused what the platform has refused, or null
     */
    private ScpCredentials ask(@Nullable Kept seen, @Nullable ScpCredentials refused) {
        while (true) {
            Refresh mine = new Refresh(clock.instant(), new CompletableFuture<>());
            Refresh current = begin(mine);
            Kept now = kept;
            if (current == mine && now != null && now != seen && !now.hasEnded(mine.began())) {
                // another thread was quicker
                over(mine);
                mine.answer().complete(now.credentials());
                return now.credentials();
            }
            if (current == mine) {
                return ask(mine, refused);
            }
            ScpCredentials answer = answerOf(current);
            if (answer != null) {
                return answer;
            }
        }
    }

    /** Waits for the answer; null when whoever asked was interrupted. */
    private static @Nullable ScpCredentials answerOf(Refresh current) {
        try {
            return current.answer().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScpInterruptedException(
                    "The thread that waited for credentials was interrupted.", null, CallSummary.NONE);
        } catch (ExecutionException e) {
            Throwable why = e.getCause();
            if (why instanceof RuntimeException failure) {
                throw failure;
            }
            if (why instanceof Error error) {
                throw error;
            }
            if (why instanceof Abandoned) {
                return null;
            }
            throw new ScpConfigurationException("The credentials provider failed.", why);
        }
    }

    /** Returns the question under way: this one, unless another is and has not taken too long. */
    private synchronized Refresh begin(Refresh mine) {
        if (refresh == null || refresh.began().plus(PATIENCE).isBefore(mine.began())) {
            refresh = mine;
        }
        return refresh;
    }

    private synchronized boolean over(Refresh mine) {
        boolean current = refresh == mine;
        if (current) {
            refresh = null;
        }
        return current;
    }

    private ScpCredentials ask(Refresh mine, @Nullable ScpCredentials refused) {
        Kept before = kept;
        try {
            ScpCredentials answer = refused == null ? source.credentials() : source.renewed(refused);
            Kept next = keep(answer);
            boolean noBetter = refused != null && same(answer, refused);
            keep(mine, noBetter ? next.withoutBetter(clock.instant()) : next);
            mine.answer().complete(answer);
            return answer;
        } catch (Throwable e) {
            if (isInterrupt(e)) {
                over(mine);
                mine.answer().completeExceptionally(new Abandoned());
                throw e;
            }
            Instant time = clock.instant();
            Kept held = before == null || before.hasEnded(time) ? null : before;
            if (held == null) {
                over(mine);
            } else {
                keep(mine, held.withoutBetter(time));
            }
            if (held == null || refused != null) {
                mine.answer().completeExceptionally(e);
                throw e;
            }
            Loggers.SETTINGS.warn(
                    "{}: no new credentials, because of {}. The old ones are used until they end ({}).",
                    this,
                    e instanceof ScpException known
                            ? known.getMessage()
                            : e.getClass().getName(),
                    held.credentials().expiresAt() == null
                            ? "which nobody knows"
                            : held.credentials().expiresAt());
            mine.answer().complete(held.credentials());
            return held.credentials();
        }
    }

    /** Keeps an answer, unless another thread has asked since, because this one took too long. */
    private void keep(Refresh mine, Kept next) {
        synchronized (this) {
            if (refresh != mine) {
                return;
            }
            kept = next;
            refresh = null;
        }
    }

    private Kept keep(@Nullable ScpCredentials answer) {
        if (answer == null) {
            throw new ScpConfigurationException("The credentials provider returned null.");
        }
        Instant now = clock.instant();
        Instant expiry = answer.expiresAt();
        if (expiry != null && !now.isBefore(expiry)) {
            throw new ScpConfigurationException("The credentials of " + this + " have ended at " + expiry
                    + ", by the clock of this machine (" + now + "). Check the clock, and what gives them.");
        }
        Instant end = maxAge == null ? Instant.MAX : now.plus(maxAge);
        if (expiry != null && expiry.isBefore(end)) {
            end = expiry;
        }
        if (end.equals(Instant.MAX)) {
            return new Kept(answer, end, end, Instant.MIN);
        }
        Duration fifth = Duration.between(now, end).dividedBy(5);
        Duration early = fifth.compareTo(MAX_EARLY) < 0 ? fifth : MAX_EARLY;
        long millis = (long) (early.toMillis() * (0.5 + 0.5 * random.getAsDouble()));
        return new Kept(answer, end.minusMillis(millis), end, Instant.MIN);
    }

    private static boolean isInterrupt(Throwable failure) {
        if (Thread.currentThread().isInterrupted() || failure instanceof ScpInterruptedException) {
            return true;
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof InterruptedException || e instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(ScpCredentials one, ScpCredentials other) {
        return one == other
                || (one.accessKey().equals(other.accessKey())
                        && one.secretKey().equals(other.secretKey())
                        && Objects.equals(one.authToken(), other.authToken()));
    }

    /** Returns a length of time that is more than zero. */
    static Duration positive(String title, @Nullable Duration value) {
        if (value == null || value.isZero() || value.isNegative()) {
            throw new ScpConfigurationException("The " + title + " must be more than zero.");
        }
        return value;
    }

    /** Returns a name for messages. What an application writes into a {@code toString} may be a secret. */
    static String nameOf(ScpCredentialsProvider provider) {
        Class<?> type = provider.getClass();
        return type.getPackageName().equals(CachedCredentialsProvider.class.getPackageName()) && !type.isHidden()
                ? provider.toString()
                : type.getName();
    }

    @Override
    public String toString() {
        return nameOf(source);
    }
}

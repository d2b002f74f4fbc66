package io.github.scpsdk.core.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt under way. Its body is read, within limits, on the transport's thread. */
public final class HttpAttempt implements Callback {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.calls");

    /** Most bytes of an error, decompressed; the rest is cut. */
    private static final long LARGEST_ERROR = 64L * 1024;

    private static final String CLOSED = "the client was closed while the request was in its queue";
    private static final byte[] NOTHING = {};

    private final CompletableFuture<AttemptResult> result = new CompletableFuture<>();
    private final Function<HttpAttempt, Call> prepare;
    private final AttemptListener watch;
    private final Transport.SendOptions manner;
    private final Executor cancelling;
    private final Function<Runnable, Future<?>> limit;
    private volatile @Nullable Call call;

    /**
     * An attempt to come.
     *
     * @param prepare makes OkHttp's call
     * @param watch watches it
     * @param manner how it is sent, and how much of a response is wanted
     * @param cancelling where OkHttp's call is cancelled
     * @param limit has something done when the attempt has taken too long from now on
     */
    HttpAttempt(
            Function<HttpAttempt, Call> prepare,
            AttemptListener watch,
            Transport.SendOptions manner,
            Executor cancelling,
            Function<Runnable, Future<?>> limit) {
        this.prepare = prepare;
        this.watch = watch;
        this.manner = manner;
        this.cancelling = cancelling;
        this.limit = limit;
    }

    /** What it is watched by. */
    AttemptListener watch() {
        return watch;
    }

    /** Sends the request, unless it was cancelled before. */
    public void start() {
        try { // the application's EventListener is told here
            Call prepared = prepare.apply(this);
            call = prepared;
            if (!result.isDone()) {
                prepared.enqueue(this);
            }
        } catch (Throwable e) {
            onFailure(new IOException("OkHttp could not begin the call", e));
        }
    }

    /** Completes normally, with whatever came of the attempt, once it has ended. */
    public CompletableFuture<AttemptResult> result() {
        return result;
    }

    /**
     * The request has left OkHttp's queue: its time begins. OkHttp's own limit for calls is not used, because it is kept by one thread for all of
     * the process, which an EventListener that throws or blocks when it is told of a cancelled call takes away from everyone.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stage does cannot fail
    void begun() {
        Future<?> alarm = limit.apply(() -> cancel("timeout"));
        result.whenComplete((ended, never) -> alarm.cancel(false));
    }

    /** Keeps the request from leaving, if it has not yet. */
    public void keepBack() {
        watch.end();
    }

    /** Ends the attempt now: closes its connection, and leaves what is known so far as the result. */
    public void cancel(String why) {
        watch.end();
        // first: the transport's thread may see the closed connection before this one goes on, and would call it broken
        onFailure(new InterruptedIOException(why));
        Call current = call;
        if (current != null) {
            cancelling.execute(() -> close(current));
        }
    }

    private static void close(Call call) {
        try {
            call.cancel();
        } catch (Throwable e) { // the application's EventListener is told behind all that there is to do
            LOG.debug("Cancelling a call failed with {}", e.getClass().getName());
        }
    }

    /** Waits for the end, and brings it about when it takes too long or the thread is interrupted. */
    public AttemptResult await(long nanos) throws InterruptedException {
        try {
            return result.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cancel("timeout");
            return result.join();
        } catch (InterruptedException e) {
            cancel("interrupted");
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never completed that way
        }
    }

    /** Whether a byte of the request may have left. */
    public boolean sent() {
        return watch.sent();
    }

    @Override
    public void onFailure(Call failed, IOException e) {
        onFailure(e);
    }

    private void onFailure(IOException e) {
        Response head = watch.head();
        if (head != null) {
            result.complete(new AttemptResult.Response(head.code(), head.headers(), NOTHING, false, e));
        } else {
            // a client that was closed meanwhile has no threads left, which is no matter of time although OkHttp makes
            // it one
            boolean refused = e instanceof InterruptedIOException && "executor rejected".equals(e.getMessage());
            IOException cause = refused ? new IOException(CLOSED, new RejectedExecutionException()) : e;
            result.complete(new AttemptResult.NoResponse(
                    cause, watch.sent(), cause instanceof InterruptedIOException, watch.reused()));
        }
    }

    @Override
    public void onResponse(Call answered, Response response) {
        AttemptResult.Response read;
        try (response) {
            boolean readable = manner.bodyMatters() || !response.isSuccessful();
            read = readable
                    ? readBody(response)
                    : new AttemptResult.Response(response.code(), response.headers(), NOTHING, false, null);
        } catch (Throwable e) { // whoever waits must not wait for ever
            onFailure(new IOException("The response could not be read", e));
            close(answered); // what made reading fail may have made closing fail
            return;
        }
        result.complete(read); // only now: the connection is back in the pool, for the caller's next request
    }

    private AttemptResult.Response readBody(Response response) throws IOException {
        BufferedSource source = response.body().source();
        try {
            return readBody(response, source);
        } catch (OutOfMemoryError e) { // a heap that is smaller than the limit
            source.getBuffer().clear(); // at once: there is none left to close with, or to tell of it
            return new AttemptResult.Response(response.code(), response.headers(), NOTHING, true, null);
        }
    }

    private AttemptResult.Response readBody(Response response, BufferedSource source) throws IOException {
        boolean success = response.isSuccessful();
        long limit = success ? manner.maxResponseBytes() : LARGEST_ERROR;
        boolean larger = false;
        IOException broken = null;
        try {
            larger = source.request(limit + 1);
        } catch (IOException e) {
            broken = e;
        }
        Buffer read = source.getBuffer();
        byte[] kept = larger && success ? NOTHING : read.readByteArray(Math.min(read.size(), limit));
        return new AttemptResult.Response(response.code(), response.headers(), kept, larger, broken);
    }
}

package io.github.scpsdk.core.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** One attempt under way. Its body is read, within limits, on the transport's thread. */
public final class Sending implements Callback {

    /** Most bytes of a success, decompressed. */
    public static final long LARGEST_ANSWER = 64L * 1024 * 1024;

    /** Most bytes of an error, decompressed; the rest is cut. */
    public static final long LARGEST_ERROR = 64L * 1024;

    private static final byte[] NOTHING = {};

    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final Call call;
    private final Watch watch;
    private final boolean bodyMatters;

    Sending(Call call, Watch watch, boolean bodyMatters) {
        this.call = call;
        this.watch = watch;
        this.bodyMatters = bodyMatters;
    }

    /** Completes normally, with whatever came of the attempt, once it has ended. */
    public CompletableFuture<Reply> reply() {
        return reply;
    }

    /** Keeps the request from leaving, if it has not yet. */
    public void keepBack() {
        watch.end();
    }

    /** Ends the attempt now: closes its connection, and leaves what is known so far as the reply. */
    public void cancel(String why) {
        watch.end();
        // first: the transport's thread may see the closed connection before this one goes on, and would call it broken
        onFailure(call, new InterruptedIOException(why));
        call.cancel();
    }

    /** Waits for the end, and brings it about when it takes too long or the thread is interrupted. */
    public Reply await(long nanos) throws InterruptedException {
        try {
            return reply.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cancel("timeout");
            return reply.join();
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
        Response head = watch.head();
        if (head != null) {
            reply.complete(new Reply.Answer(head.code(), head.headers(), NOTHING, false, e));
        } else {
            // a client that was closed meanwhile has no threads left, which is no matter of time
            boolean refused = e.getCause() instanceof RejectedExecutionException;
            reply.complete(new Reply.Failure(e, watch.sent(), e instanceof InterruptedIOException && !refused));
        }
    }

    @Override
    public void onResponse(Call answered, Response response) {
        Reply.Answer answer;
        try (response) {
            boolean readable = bodyMatters || !response.isSuccessful();
            answer = readable
                    ? read(response)
                    : new Reply.Answer(response.code(), response.headers(), NOTHING, false, null);
        } catch (Throwable e) { // whoever waits must not wait for ever
            answered.cancel(); // what made reading fail may have made closing fail
            onFailure(answered, new IOException("The answer could not be read", e));
            return;
        }
        reply.complete(answer); // only now: the connection is back in the pool, for the caller's next request
    }

    private static Reply.Answer read(Response response) throws IOException {
        boolean success = response.isSuccessful();
        long limit = success ? LARGEST_ANSWER : LARGEST_ERROR;
        BufferedSource source = response.body().source();
        boolean larger = false;
        IOException broken = null;
        try {
            larger = source.request(limit + 1);
        } catch (IOException e) {
            broken = e;
        }
        Buffer read = source.getBuffer();
        byte[] kept = larger && success ? NOTHING : read.readByteArray(Math.min(read.size(), limit));
        return new Reply.Answer(response.code(), response.headers(), kept, larger, broken);
    }
}

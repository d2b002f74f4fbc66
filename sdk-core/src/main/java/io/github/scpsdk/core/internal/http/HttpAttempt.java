// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import io.github.scpsdk.core.internal.log.Loggers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Sends one attempt and reads its response within limits: on the thread of its caller, or on one of OkHttp's.
 */
public final class HttpAttempt implements Callback {

    private static final Logger LOG = Loggers.CALLS;

    /** Most bytes of an error, decompressed; the rest is cut. */
    private static final long MAX_ERROR_BYTES = 64L * 1024;

    private static final String CLOSED = "the client was closed while the request was in its queue";
    private static final byte[] NOTHING = {};
    private static final ThreadLocal<HttpAttempt> ON_THIS_THREAD = new ThreadLocal<>();

    private final Call.Factory client;
    private final Request.Builder request;
    private final SendOptions options;
    private final Alarms alarms;
    private final Executor cancelling;
    private final @Nullable ClassLoader callbacks;
    private final HostLimit.@Nullable Slots slots;
    private final AttemptListener listener;
    private final CompletableFuture<AttemptResult> result = new CompletableFuture<>();
    private volatile @Nullable Call call;
    private volatile @Nullable String proxy;
    private @Nullable Interruption interruption; // of the thread that carries out the attempt for its caller

    /**
     * Makes an attempt to be started.
     *
     * @param client what sends it
     * @param request what to send
     * @param options how to send it
     * @param alarms keeps the timeout of the attempt
     * @param cancelling where OkHttp's call is cancelled
     * @param callbacks the class loader for what the application's client calls back; null if it is not the
     *     application's
     * @param slots of which the attempt needs one; null if the client keeps the limit of requests, as one of the
     *     application's does
     */
    HttpAttempt(
            Call.Factory client,
            Request.Builder request,
            SendOptions options,
            Alarms alarms,
            Executor cancelling,
            @Nullable ClassLoader callbacks,
            HostLimit.@Nullable Slots slots) {
        this.client = client;
        this.request = request;
        this.options = options;
        this.alarms = alarms;
        this.cancelling = cancelling;
        this.callbacks = callbacks;
        this.slots = slots;
        this.listener = new AttemptListener(options.idempotent(), this::listenForInterrupts);
    }

    /** Sends the request on a thread of OkHttp, unless the attempt was cancelled before. */
    public void start() {
        Call created;
        try {
            created = newCall();
        } catch (Throwable e) {
            fail(new IOException("OkHttp could not begin the call", e));
            return;
        }
        if (slots == null) {
            enqueue(created);
        } else {
            slots.whenFree(() -> enqueue(created));
        }
    }

    /** Hands the call to OkHttp. Returns whether it keeps its slot until it ends. */
    private boolean enqueue(Call created) {
        if (result.isDone()) {
            return false;
        }
        try {
            created.enqueue(this);
            return true;
        } catch (Throwable e) {
            fail(new IOException("OkHttp could not begin the call", e));
            return false;
        }
    }

    /** Creates the call of OkHttp, which runs the application's {@code EventListener.Factory}. */
    private Call newCall() {
        if (onThisThread() != this) {
            request.tag(HttpAttempt.class, this); // where it is not needed, Kotlin's reflection would be loaded for it
        }
        Call created = client.newCall(request.build());
        created.addEventListener(listener);
        call = created;
        return created;
    }

    private void release() {
        if (slots != null) {
            slots.release();
        }
    }

    /**
     * Sends the request and waits for the end. Cancels the attempt when that takes too long or the thread is interrupted.
     *
     * @param nanos how long it may take
     * @param reader reads the body of a success while it comes, if this thread carries out the attempt; null to keep it
     */
    public AttemptResult execute(long nanos, @Nullable BodyReader reader) throws InterruptedException {
        if (slots != null) {
            return executeHere(slots, nanos, reader);
        }
        // only another thread can promise to come back from what the application does inside the call
        start();
        return await(nanos);
    }

    private AttemptResult executeHere(HostLimit.Slots ours, long nanos, @Nullable BodyReader reader)
            throws InterruptedException {
        long start = System.nanoTime();
        try {
            if (!ours.await(nanos)) {
                cancel("timeout");
                return result.join();
            }
        } catch (InterruptedException e) {
            cancel("interrupted");
            throw e;
        }
        Interruption ending = new Interruption(this);
        interruption = ending;
        boolean interrupted;
        boolean noticed = false;
        try {
            long left = nanos - (System.nanoTime() - start);
            Future<?> alarm = alarm(Math.min(left, options.timeoutNanos()));
            ON_THIS_THREAD.set(this);
            ending.arm();
            try {
                Call created = newCall();
                if (!result.isDone()) {
                    respond(created, created.execute(), reader);
                }
            } catch (IOException e) {
                fail(e);
            } catch (Throwable e) {
                fail(new IOException("OkHttp failed", e));
                // nothing declares it: OkHttp is Kotlin, and waits while addresses race
                noticed = e instanceof InterruptedException;
            } finally {
                interrupted = ending.disarm() || noticed;
                ON_THIS_THREAD.remove();
                alarm.cancel(false);
            }
        } catch (RejectedExecutionException e) { // no timer after the last client closed
            fail(new IOException(CLOSED, e));
            return result.join();
        } finally {
            ours.release();
        }
        return interrupted ? unlessTooLate(new InterruptedException()) : result.join();
    }

    /** Returns a response that was whole when the interrupt came. The next that the thread does notices the interrupt. */
    private AttemptResult unlessTooLate(InterruptedException e) throws InterruptedException {
        if (result.join() instanceof AttemptResult.Response response && response.broken() == null) {
            Thread.currentThread().interrupt();
            return response;
        }
        throw e;
    }

    /** Comes before each wait for the network, also on threads of OkHttp, which connect. */
    private void listenForInterrupts() {
        Interruption ending = interruption;
        if (ending != null && onThisThread() == this) {
            ending.arm();
        }
    }

    private Future<?> alarm(long nanos) {
        return alarms.set(nanos, () -> cancel("timeout"));
    }

    /** Returns the attempt that this thread carries out for its caller, if it does. */
    static @Nullable HttpAttempt onThisThread() {
        return ON_THIS_THREAD.get();
    }

    /** Returns the attempt that makes a call of OkHttp; null for a call of somebody else. */
    static @Nullable HttpAttempt of(Call call) {
        HttpAttempt here = onThisThread();
        return here == null ? call.request().tag(HttpAttempt.class) : here;
    }

    /** Returns how the attempt ended, once it has. Always completes normally. */
    public CompletableFuture<AttemptResult> result() {
        return result;
    }

    /** Begins the attempt. */
    Response begin(Interceptor.Chain chain) throws IOException {
        if (onThisThread() != this) { // else its time runs already
            startTimeout();
        }
        ClassLoader before = useLoader(callbacks);
        try {
            return chain.proceed(chain.request());
        } finally {
            useLoader(before);
        }
    }

    /** Sets the context class loader of the thread unless it is null. Returns the one before, or null. */
    static @Nullable ClassLoader useLoader(@Nullable ClassLoader loader) {
        if (loader == null) {
            return null;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        return before;
    }

    /**
     * Starts the timeout of the attempt, because the request has left OkHttp's queue. OkHttp's own call timeout is not
     * used: one thread keeps it for the whole process, and an EventListener that throws or blocks on a cancelled call
     * takes that thread away from everyone.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stage does cannot fail
    private void startTimeout() {
        try {
            Future<?> alarm = alarm(options.timeoutNanos());
            result.whenComplete((ended, never) -> alarm.cancel(false));
        } catch (RejectedExecutionException e) {
            LOG.debug("No timer after the last client closed: the time limit of the call alone bounds the attempt");
        }
    }

    /** Decides on the request that is about to leave: see {@link AttemptListener#maySend}. */
    boolean maySend() {
        return listener.maySend();
    }

    /** Takes the name of the proxy that refused the request, if there was one. */
    void refusedBy(@Nullable String refusing) {
        proxy = refusing;
    }

    /** Stops a request that has not left yet from leaving. */
    public void preventSending() {
        listener.preventSending();
    }

    /** Whether a byte of the request may have left. */
    public boolean sent() {
        return listener.sent();
    }

    /** Ends the attempt now: closes its connection, and leaves what is known so far as the result. */
    public void cancel(String why) {
        listener.preventSending();
        // first, because OkHttp's thread may see the closed connection before this one goes on and call it broken
        fail(new InterruptedIOException(why));
        Call current = call;
        if (current != null) {
            cancelling.execute(() -> close(current));
        }
    }

    private static void close(Call call) {
        try {
            call.cancel();
        } catch (Throwable e) { // from the application's EventListener, which OkHttp calls last
            LOG.debug("Cancelling a call failed with {}", e.getClass().getName());
        }
    }

    private AttemptResult await(long nanos) throws InterruptedException {
        try {
            return result.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cancel("timeout");
            return result.join();
        } catch (InterruptedException e) {
            cancel("interrupted");
            return unlessTooLate(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never completed that way
        }
    }

    @Override
    public void onFailure(Call failed, IOException e) {
        release();
        fail(e);
    }

    private void fail(IOException e) {
        Response head = listener.head();
        if (head != null) {
            result.complete(new AttemptResult.Response(head.code(), head.headers(), NOTHING, false, e).from(proxy));
        } else {
            // OkHttp reports a closed dispatcher as a timeout; it is not
            boolean refused = e instanceof InterruptedIOException && "executor rejected".equals(e.getMessage());
            IOException cause = refused ? new IOException(CLOSED, new RejectedExecutionException()) : e;
            result.complete(new AttemptResult.NoResponse(
                    cause, listener.sent(), cause instanceof InterruptedIOException, listener.reused()));
        }
    }

    @Override
    public void onResponse(Call responded, Response response) {
        try {
            respond(responded, response, null);
        } finally {
            release();
        }
    }

    private void respond(Call responded, Response response, @Nullable BodyReader reader) {
        ClassLoader before = useLoader(callbacks); // reading tells the application's EventListener
        try {
            read(responded, response, reader);
        } finally {
            useLoader(before);
        }
    }

    private void read(Call responded, Response response, @Nullable BodyReader reader) {
        AttemptResult.Response read;
        listenForInterrupts();
        try (response) {
            boolean success = response.isSuccessful();
            if (success && !options.bodyMatters()) {
                read = new AttemptResult.Response(
                        response.code(), response.headers(), beginning(response), false, null);
            } else {
                read = success && reader != null ? decodeBody(response, reader) : readBody(response);
            }
        } catch (Throwable e) { // no waiter may wait for ever
            fail(new IOException("The response could not be read", e));
            close(responded); // what made reading fail may have made closing fail
            return;
        }
        // only now is the connection back in the pool, for the caller's next request
        result.complete(read.from(proxy));
    }

    /** Decodes the body while it comes, so that it is never in memory as a whole. */
    private AttemptResult.Response decodeBody(Response response, BodyReader reader) {
        BodyStream body = new BodyStream(
                response.body().byteStream(),
                options.maxResponseBytes(),
                options.keptBytes(),
                this::listenForInterrupts);
        AttemptResult.Decoded decoded;
        try {
            decoded = new AttemptResult.Decoded(reader.read(response.code(), body), null);
        } catch (IOException | RuntimeException e) {
            decoded = new AttemptResult.Decoded(null, e);
        } catch (OutOfMemoryError e) { // a heap that is smaller than the limit
            return new AttemptResult.Response(response.code(), response.headers(), NOTHING, true, null);
        }
        return new AttemptResult.Response(response.code(), response.headers(), body, decoded);
    }

    private AttemptResult.Response readBody(Response response) throws IOException {
        BufferedSource source = response.body().source();
        try {
            return readBody(response, source);
        } catch (OutOfMemoryError e) { // a heap that is smaller than the limit
            source.getBuffer().clear(); // at once: closing and reporting need memory, too
            return new AttemptResult.Response(response.code(), response.headers(), NOTHING, true, null);
        }
    }

    private AttemptResult.Response readBody(Response response, BufferedSource source) throws IOException {
        boolean success = response.isSuccessful();
        long limit = success ? options.maxResponseBytes() : MAX_ERROR_BYTES;
        boolean larger = false;
        IOException broken = null;
        try {
            larger = source.request(limit + 1);
        } catch (IOException e) {
            broken = e;
        }
        Buffer read = source.getBuffer();
        Buffer kept = new Buffer();
        if (!larger || !success) {
            kept.write(read, Math.min(read.size(), limit)); // moves the memory, copies nothing
        }
        AttemptResult.Response whole =
                new AttemptResult.Response(response.code(), response.headers(), kept, larger, broken);
        return options.keptBytes() == 0 ? whole : whole.keeping(options.keptBytes());
    }

    /** Returns what is to be kept of a body that nothing depends on. */
    private Buffer beginning(Response response) {
        Buffer kept = new Buffer();
        if (options.keptBytes() > 0) {
            BufferedSource source = response.body().source();
            try {
                source.request(options.keptBytes());
            } catch (IOException e) {
                LOG.debug(
                        "The body of a response that needs none broke off: {}",
                        e.getClass().getName());
            }
            Buffer read = source.getBuffer();
            kept.write(read, Math.min(read.size(), options.keptBytes()));
        }
        return kept;
    }
}

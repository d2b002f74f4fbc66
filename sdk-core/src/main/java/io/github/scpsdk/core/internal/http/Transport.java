package io.github.scpsdk.core.internal.http;

import io.github.scpsdk.core.internal.config.EndpointOverride;
import java.io.IOException;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the wire for one client. OkHttp repeats requests by itself in several situations; everything here that seems overcautious closes one
 * of them. Threads and, unless the application brought its own, connections are shared by all clients of the process.
 */
public final class Transport implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.calls");

    private static final int MAX_REQUESTS = 1024;
    private static final int MAX_REQUESTS_PER_HOST = 64;
    private static final int IDLE_CONNECTIONS = 64;
    // shorter than any load balancer's idle limit that we know of, so that ours is the side that closes
    private static final int KEEP_ALIVE_SECONDS = 20;

    private final Shared shared;
    private final OkHttpClient pooled;
    private final OkHttpClient fresh;
    private final Executor cancelling;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Transport(Shared shared, OkHttpClient base, HttpUrl endpoint, Dispatcher dispatcher) {
        this.shared = shared;
        this.pooled = profiled(base, base == shared.base, endpoint, dispatcher).build();
        // A connection that the other side has just closed while idle must not swallow a request that cannot be sent
        // again; and with HTTP/1.1
        // no other request is on the same connection.
        OkHttpClient.Builder once = pooled.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS));
        if (pooled.protocols().contains(Protocol.HTTP_1_1)) {
            once.protocols(List.of(Protocol.HTTP_1_1));
        }
        this.fresh = once.build();
        // the application's EventListener is told of it, on a thread that others need: that of the timer, or the
        // caller's
        this.cancelling = base == shared.base ? Runnable::run : this::run;
    }

    /**
     * Opens a transport.
     *
     * @param endpoint where it leads; decides whether plain http is possible at all
     * @param application the application's client, of which pool, proxy, trust and interceptors are used; or null
     * @param mostRequestsPerHost requests to a host at a time, counted for this client alone; null to count them with those of other clients
     */
    public static Transport open(
            HttpUrl endpoint, @Nullable OkHttpClient application, @Nullable Integer mostRequestsPerHost) {
        Shared shared = Shared.acquire();
        try {
            return new Transport(
                    shared,
                    application == null ? shared.base() : application,
                    endpoint,
                    mostRequestsPerHost == null ? shared.dispatcher : shared.dispatcher(mostRequestsPerHost));
        } catch (RuntimeException e) {
            Shared.release();
            throw e;
        }
    }

    /**
     * How to send a request.
     *
     * @param idempotent whether it may be sent twice
     * @param unanswered whether the attempt before it got no response
     * @param bodyMatters whether the body of a success is wanted; if not, nobody waits for it
     * @param maxResponseBytes most bytes of a success, decompressed
     */
    public record SendOptions(boolean idempotent, boolean unanswered, boolean bodyMatters, int maxResponseBytes) {

        /** A server that restarts leaves the pool full of dead connections, more of them than there are attempts. */
        boolean wantsConnectionOfItsOwn() {
            return !idempotent || unanswered;
        }
    }

    /**
     * Prepares to send a request.
     *
     * @param request what to send
     * @param manner how to send it
     * @param nanos time after which the attempt is ended
     * @return to be started
     */
    public HttpAttempt prepare(Request request, SendOptions manner, long nanos) {
        Function<HttpAttempt, Call> prepare = sending -> {
            Call call = (manner.wantsConnectionOfItsOwn() ? fresh : pooled)
                    .newCall(request.newBuilder()
                            .tag(HttpAttempt.class, sending)
                            .tag(AttemptListener.class, sending.watch())
                            .build());
            call.addEventListener(sending.watch());
            return call;
        };
        AttemptListener watch = new AttemptListener(manner.idempotent());
        return new HttpAttempt(prepare, watch, manner, cancelling, timeout -> limit(nanos, timeout));
    }

    /** Threads for what may block, and may never return; none once the last client has closed. */
    public Executor workers() {
        return shared.workers;
    }

    /** Does something soon, on a thread that may block: not one of OkHttp's, whose requests count against the limits until they return. */
    public void run(Runnable task) {
        try {
            shared.workers.execute(task);
        } catch (RejectedExecutionException
                | OutOfMemoryError e) { // the last client has closed meanwhile, or no thread is to be had
            task.run();
        }
    }

    /** Does something short after a while; at once when the last client has closed meanwhile. */
    public Future<?> after(long nanos, Runnable task) {
        try {
            return shared.timer.schedule(task, Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            task.run();
            return CompletableFuture.completedFuture(null);
        }
    }

    /** As {@link #after}, but for what ends an attempt: one that outlives the last client is bounded by the limit of its call alone. */
    private Future<?> limit(long nanos, Runnable timeout) {
        try {
            return shared.timer.schedule(timeout, Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            fresh.connectionPool().evictAll();
            Shared.release();
        }
    }

    private static OkHttpClient.Builder profiled(
            OkHttpClient base, boolean own, HttpUrl endpoint, Dispatcher dispatcher) {
        List<ConnectionSpec> specs = endpoint.isHttps()
                ? base.connectionSpecs().stream().filter(ConnectionSpec::isTls).toList()
                : List.of(ConnectionSpec.CLEARTEXT);
        OkHttpClient.Builder profile = base.newBuilder()
                .dispatcher(dispatcher)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .fastFallback(false)
                .cache(null)
                // our limits bound these too
                .callTimeout(0, TimeUnit.SECONDS)
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .connectionSpecs(specs.isEmpty() ? List.of(ConnectionSpec.MODERN_TLS) : specs);
        if (own && !endpoint.isHttps() && EndpointOverride.isLoopback(endpoint)) {
            profile.proxy(Proxy.NO_PROXY); // what must not leave this machine in the clear needs none, whatever
            // http.proxyHost says
        }
        profile.interceptors().add(0, Transport::begun);
        profile.networkInterceptors().add(new SendOnceInterceptor());
        return profile;
    }

    private static Response begun(Interceptor.Chain chain) throws IOException {
        HttpAttempt sending = chain.request().tag(HttpAttempt.class);
        if (sending != null) {
            sending.begun();
        }
        return chain.proceed(chain.request());
    }

    /** What all clients of the process share, while there are any. */
    private static final class Shared {

        private static final ReentrantLock LOCK = new ReentrantLock();
        private static @Nullable Shared current;

        private final ThreadPoolExecutor requests = pool("scp-sdk-http-");
        private final ThreadPoolExecutor workers = pool("scp-sdk-async-");
        private final ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, daemons("scp-sdk-timer-")); // its thread starts with the first task
        private final Dispatcher dispatcher = dispatcher(MAX_REQUESTS_PER_HOST);
        private final ConnectionPool pool = new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        private @Nullable OkHttpClient base;
        private int users;

        private Shared() {
            timer.setRemoveOnCancelPolicy(true); // most limits are cancelled long before they are due
        }

        private Dispatcher dispatcher(int perHost) {
            Dispatcher dispatcher = new Dispatcher(requests);
            dispatcher.setMaxRequests(Math.max(MAX_REQUESTS, perHost));
            dispatcher.setMaxRequestsPerHost(perHost);
            return dispatcher;
        }

        private static ThreadPoolExecutor pool(String name) {
            return new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons(name));
        }

        private static ThreadFactory daemons(String name) {
            AtomicInteger number = new AtomicInteger();
            return task -> {
                // nothing of whoever happens to make the first call: later ones would find it, too
                Thread thread = new Thread(null, task, name + number.incrementAndGet(), 0, false);
                thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
                thread.setDaemon(true); // a forgotten client does not keep the JVM alive
                // OkHttp throws on what it has already told as the end of the call; to print it would show what it
                // quotes
                thread.setUncaughtExceptionHandler((dying, e) -> LOG.debug(
                        "A call ended with an unexpected {}", e.getClass().getName()));
                return thread;
            };
        }

        /** Made when the first client needs it: it loads the trust store. */
        private OkHttpClient base() {
            LOCK.lock();
            try {
                if (base == null) {
                    base = new OkHttpClient.Builder()
                            .dispatcher(dispatcher)
                            .connectionPool(pool)
                            .build();
                }
                return base;
            } finally {
                LOCK.unlock();
            }
        }

        private static Shared acquire() {
            LOCK.lock();
            try {
                if (current == null) {
                    current = new Shared();
                }
                current.users++;
                return current;
            } finally {
                LOCK.unlock();
            }
        }

        private static void release() {
            LOCK.lock();
            try {
                if (current != null && --current.users == 0) {
                    current.pool.evictAll();
                    current.requests.shutdown(); // what runs may finish
                    current.workers.shutdown();
                    current.timer.shutdownNow(); // whoever waits for it has been told to stop
                    current = null;
                }
            } finally {
                LOCK.unlock();
            }
        }
    }
}

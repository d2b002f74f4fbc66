// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import io.github.scpsdk.core.internal.config.EndpointOverride;
import io.github.scpsdk.core.internal.config.EnvironmentProxy;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of one client through OkHttp.
 *
 * <p>OkHttp repeats requests by itself in several situations. Whatever looks overcautious here closes one of them. The
 * clients of an application share threads and, unless it brought its own {@code OkHttpClient}, connections.
 */
public final class Transport implements AutoCloseable {

    private static final int MAX_REQUESTS = 1024;
    private static final int MAX_REQUESTS_PER_HOST = 64;
    private static final int IDLE_CONNECTIONS = 64;
    // shorter than any load balancer's idle limit that we know of, so that ours is the side that closes
    private static final int KEEP_ALIVE_SECONDS = 20;

    private final Shared shared;
    private final OkHttpClient pooled;
    private final OkHttpClient fresh;
    private final Executor cancelling;
    private final @Nullable ClassLoader callbacks;
    private final @Nullable HostLimit limit;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Transport(
            Shared shared,
            OkHttpClient base,
            HttpUrl endpoint,
            @Nullable Integer maxRequestsPerHost,
            List<X509Certificate> certificates,
            @Nullable EnvironmentProxy proxy) {
        this.shared = shared;
        boolean own = base == shared.base || base == shared.plain;
        // application code inside a call can be left only by another thread
        boolean callersThread = own && isOfTheJdk(base.proxySelector());
        int perHost = maxRequestsPerHost == null ? MAX_REQUESTS_PER_HOST : maxRequestsPerHost;
        Dispatcher dispatcher;
        if (callersThread) {
            this.limit = maxRequestsPerHost == null ? shared.limit : new HostLimit(perHost);
            dispatcher = shared.unlimited;
        } else {
            this.limit = null;
            dispatcher = maxRequestsPerHost == null ? shared.dispatcher : shared.dispatcher(perHost);
        }
        // an application that has replaced the selector of the JVM has decided about proxies
        OkHttpClient.Builder profile = profiled(base, own, endpoint, dispatcher, callersThread ? proxy : null);
        this.pooled = certificates.isEmpty()
                ? profile.build()
                : PinnedCertificates.pin(profile, certificates).build();
        // An idle connection that the other side has just closed must not swallow a request that cannot be sent again.
        // With HTTP/1.1 no other request shares the connection.
        OkHttpClient.Builder once = pooled.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS));
        if (pooled.protocols().contains(Protocol.HTTP_1_1)) {
            once.protocols(List.of(Protocol.HTTP_1_1));
        }
        this.fresh = once.build();
        // Cancelling calls the application's EventListener, which must not block the timer's thread or the caller's.
        this.cancelling = own ? Runnable::run : this::run;
        this.callbacks = own ? null : shared.loader;
    }

    private static boolean isOfTheJdk(ProxySelector selector) {
        String name = selector.getClass().getName();
        return name.startsWith("sun.") || name.startsWith("okhttp3."); // the latter where the process has none
    }

    /**
     * Opens a transport.
     *
     * @param endpoint where it leads; decides whether plain http is possible at all
     * @param application the application's client, of which pool, proxy, trust and interceptors are used; or null
     * @param maxRequestsPerHost requests to a host at a time, counted for this client alone; null to count them
     *     together with those of other clients
     * @param certificates what to trust instead of what the client trusts; empty for that
     * @param proxy the proxy of the environment variables, or null
     */
    public static Transport open(
            HttpUrl endpoint,
            @Nullable OkHttpClient application,
            @Nullable Integer maxRequestsPerHost,
            List<X509Certificate> certificates,
            @Nullable EnvironmentProxy proxy) {
        Shared shared = Shared.acquire(Thread.currentThread().getContextClassLoader());
        try {
            return new Transport(
                    shared,
                    application == null ? shared.base(endpoint) : application,
                    endpoint,
                    maxRequestsPerHost,
                    certificates,
                    proxy);
        } catch (Throwable e) { // Kotlin lets checked exceptions through undeclared
            shared.release();
            throw e;
        }
    }

    /**
     * Makes an attempt to be started: chooses the connections that it may use.
     *
     * @param request what to send
     * @param host the host that it goes to
     * @param options how to send it
     * @return the attempt
     */
    public HttpAttempt newAttempt(Request.Builder request, String host, SendOptions options) {
        OkHttpClient client = options.needsFreshConnection() ? fresh : pooled;
        HostLimit.Slots slots = limit == null ? null : limit.slots(host);
        return new HttpAttempt(client, request, options, shared.alarms, cancelling, callbacks, slots);
    }

    /** Makes a probe of the way that requests take, which may take this long. */
    public ConnectionProbe newProbe(long limitNanos) {
        return new ConnectionProbe(pooled, shared.workers, limitNanos);
    }

    /** Returns how many requests to a host are in progress; to all hosts where OkHttp keeps the limit. */
    public int activeRequests(String host) {
        return limit == null ? pooled.dispatcher().runningCallsCount() : limit.active(host);
    }

    /** Returns how many requests to a host wait for their turn; to all hosts where OkHttp keeps the limit. */
    public int queuedRequests(String host) {
        return limit == null ? pooled.dispatcher().queuedCallsCount() : limit.queued(host);
    }

    /** Returns threads for tasks that may block for ever. Refuses tasks once the last client has closed. */
    public Executor workers() {
        return shared.workers;
    }

    /**
     * Runs a task soon, on a thread that may block. OkHttp's threads may not: a request counts against the limits until
     * its thread returns. Runs it on the current thread when the last client has closed meanwhile, or when there is no
     * memory for a thread.
     */
    public void run(Runnable task) {
        try {
            shared.workers.execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            ClassLoader before = HttpAttempt.useLoader(shared.loader);
            try {
                task.run();
            } finally {
                HttpAttempt.useLoader(before);
            }
        }
    }

    /** Runs a short task after a delay, or at once when the last client has closed meanwhile. */
    public Future<?> after(long nanos, Runnable task) {
        try {
            return shared.alarms.set(nanos, task);
        } catch (RejectedExecutionException e) {
            task.run();
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            fresh.connectionPool().evictAll();
            shared.release();
        }
    }

    private static OkHttpClient.Builder profiled(
            OkHttpClient base, boolean own, HttpUrl endpoint, Dispatcher dispatcher, @Nullable EnvironmentProxy proxy) {
        List<ConnectionSpec> specs = endpoint.isHttps()
                ? base.connectionSpecs().stream().filter(ConnectionSpec::isTls).toList()
                : List.of(ConnectionSpec.CLEARTEXT);
        OkHttpClient.Builder profile = base.newBuilder()
                .dispatcher(dispatcher)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                // races the addresses of a host, up to the TCP connection: one that swallows packets costs 250 ms.
                // It connects on other threads. An address does not need that, but for a SOCKS proxy of the process:
                // Java looks up its name while it connects, and nothing can interrupt that.
                .fastFallback(!CallersDns.isAddress(endpoint.host()) || System.getProperty("socksProxyHost") != null)
                .cache(null)
                // the timeouts of the SDK bound these too
                .callTimeout(0, TimeUnit.SECONDS)
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .connectionSpecs(specs.isEmpty() ? List.of(ConnectionSpec.MODERN_TLS) : specs);
        if (own && !endpoint.isHttps() && EndpointOverride.isLoopback(endpoint)) {
            // plain text must not leave this machine, whatever http.proxyHost says
            profile.proxy(Proxy.NO_PROXY);
        }
        if (proxy != null) {
            profile.proxySelector(new ProxyFromEnvironment(proxy, base.proxySelector()));
        }
        ProxyDialogue proxies =
                new ProxyDialogue(proxy == null ? base.proxyAuthenticator() : new ProxyFromEnvironment.Password(proxy));
        profile.proxyAuthenticator(proxies);
        profile.interceptors().add(0, Transport::begin);
        profile.networkInterceptors().add(new SendOnceInterceptor(proxies));
        return profile;
    }

    private static Response begin(Interceptor.Chain chain) throws IOException {
        HttpAttempt attempt = HttpAttempt.of(chain.call());
        return attempt == null ? chain.proceed(chain.request()) : attempt.begin(chain);
    }

    /**
     * Holds what the clients of one application share, while there are any. An application is a context class loader: in
     * a server that runs several of them, callbacks find the classes of their own application, and nothing on these
     * threads keeps the classes of one that was stopped.
     */
    private static final class Shared {

        private static final ReentrantLock LOCK = new ReentrantLock();
        private static final Map<@Nullable ClassLoader, Shared> ALL = new HashMap<>();

        private final @Nullable ClassLoader loader;
        // OkHttp starts threads of its own from these, and keeps them for all applications
        private final ThreadPoolExecutor requests = pool("scp-sdk-http-", Transport.class.getClassLoader());
        private final ThreadPoolExecutor workers;
        private final Alarms alarms;
        private final Dispatcher dispatcher = dispatcher(MAX_REQUESTS_PER_HOST);
        private final Dispatcher unlimited = dispatcher(Integer.MAX_VALUE);
        private final HostLimit limit = new HostLimit(MAX_REQUESTS_PER_HOST);
        private final ConnectionPool pool = new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        private @Nullable OkHttpClient base;
        private @Nullable OkHttpClient plain;
        private int users;

        private Shared(@Nullable ClassLoader loader) {
            this.loader = loader;
            this.workers = pool("scp-sdk-async-", loader);
            this.alarms = new Alarms(new DaemonThreads("scp-sdk-timer-", loader));
        }

        private Dispatcher dispatcher(int perHost) {
            Dispatcher dispatcher = new Dispatcher(requests);
            dispatcher.setMaxRequests(Math.max(MAX_REQUESTS, perHost));
            dispatcher.setMaxRequestsPerHost(perHost);
            return dispatcher;
        }

        private static ThreadPoolExecutor pool(String name, @Nullable ClassLoader loader) {
            return new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    30,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    new DaemonThreads(name, loader));
        }

        /**
         * Returns the client that all share. Makes it when first needed, because that loads the trust store, which takes
         * longer than the first call. For plain http, as to an emulator, there is one without it.
         */
        private OkHttpClient base(HttpUrl endpoint) {
            LOCK.lock();
            try {
                if (!endpoint.isHttps()) {
                    if (plain == null) {
                        plain = common().connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                                .build();
                    }
                    return plain;
                }
                if (base == null) {
                    base = common().build();
                }
                return base;
            } catch (Exception | AssertionError | LinkageError e) { // checked ones too, which Kotlin does not declare
                throw TlsDefaults.broken(e);
            } finally {
                LOCK.unlock();
            }
        }

        private OkHttpClient.Builder common() {
            return new OkHttpClient.Builder()
                    .dispatcher(dispatcher)
                    .connectionPool(pool)
                    .dns(new CallersDns(workers, Dns.SYSTEM));
        }

        private static Shared acquire(@Nullable ClassLoader loader) {
            LOCK.lock();
            try {
                Shared shared = ALL.get(loader);
                if (shared == null) {
                    shared = new Shared(loader);
                    ALL.put(loader, shared);
                }
                shared.users++;
                return shared;
            } finally {
                LOCK.unlock();
            }
        }

        private void release() {
            LOCK.lock();
            try {
                users--;
                if (users == 0) {
                    ALL.remove(loader);
                    pool.evictAll();
                    requests.shutdown(); // running requests may finish
                    workers.shutdown();
                    alarms.end(); // the calls that still run keep their limits
                }
            } finally {
                LOCK.unlock();
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Looks at the way to an endpoint with one request that carries no keys, on a connection of its own. */
public final class ConnectionProbe {

    /** How far the request got. */
    public enum Stage {
        /** Not even to a look-up. */
        START,
        /** To the look-up of a name. */
        NAME,
        /** To a connection. */
        CONNECTION,
        /** To the other side of a connection, for TLS. */
        TLS,
        /** Through a connection that stands. */
        REQUEST,
        /** To a response. */
        RESPONSE
    }

    /**
     * What was seen.
     *
     * @param stage how far the request got
     * @param name the name that was looked up; null when there was none to look up
     * @param addresses what the name stands for
     * @param proxy the proxy on the way; null when there is none
     * @param tls protocol and cipher; null without a secure connection
     * @param certificates those that the other side showed, its own first
     * @param status of the response, or 0
     * @param date the {@code Date} of the response; null when it has none
     * @param failure what ended it; null when there is a response
     */
    public record Seen(
            Stage stage,
            @Nullable String name,
            List<InetAddress> addresses,
            @Nullable String proxy,
            @Nullable String tls,
            List<X509Certificate> certificates,
            int status,
            @Nullable String date,
            @Nullable Throwable failure) {}

    private final OkHttpClient client;
    private final Executor workers;
    private final long limitNanos;

    ConnectionProbe(OkHttpClient client, Executor workers, long limitNanos) {
        this.client = client.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
        this.workers = workers;
        this.limitNanos = limitNanos;
    }

    /** Sends the request. Comes back in time whatever the application's client does, and throws nothing. */
    public Seen look(HttpUrl url, String userAgent) {
        Listener seen = new Listener();
        try {
            run(client, url, userAgent, seen);
        } catch (IOException | RuntimeException e) {
            List<X509Certificate> shown = seen.stage == Stage.TLS ? shown(url, userAgent) : List.of();
            return seen.failed(shown, e);
        }
        return seen.result(null);
    }

    private void run(OkHttpClient with, HttpUrl url, String userAgent, Listener listener) throws IOException {
        Call call = with.newCall(
                new Request.Builder().url(url).header("User-Agent", userAgent).build());
        call.addEventListener(listener);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try {
            workers.execute(() -> {
                try (Response response = call.execute()) {
                    listener.responded(response);
                    ended.complete(null);
                } catch (Throwable e) { // also from what the application's client calls back
                    ended.completeExceptionally(e);
                }
            });
            ended.get(limitNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cancel(call);
            throw new InterruptedIOException("no answer in " + TimeUnit.NANOSECONDS.toSeconds(limitNanos) + " s");
        } catch (InterruptedException e) {
            cancel(call);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (RejectedExecutionException e) {
            throw new IOException("the client is closed", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private void cancel(Call call) {
        try {
            workers.execute(call::cancel); // calls the application's EventListener, which may block
        } catch (RejectedExecutionException e) {
            call.cancel();
        }
    }

    /** Returns the certificates of a side that is not trusted, by a handshake that ends when it has shown them. */
    private List<X509Certificate> shown(HttpUrl url, String userAgent) {
        ShownCertificates looks = new ShownCertificates();
        try {
            run(looks.with(client), url, userAgent, new Listener());
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // as it must be: nothing is trusted
        }
        return looks.shown();
    }

    /** Called on several threads when addresses race. */
    private static final class Listener extends EventListener {

        private volatile Stage stage = Stage.START;
        private volatile @Nullable String name;
        private volatile List<InetAddress> addresses = List.of();
        private volatile @Nullable String proxy;
        private volatile @Nullable String tls;
        private volatile List<X509Certificate> certificates = List.of();
        private volatile int status;
        private volatile @Nullable String date;

        @Override
        public void dnsStart(Call call, String domainName) {
            stage = Stage.NAME;
            name = CallersDns.isAddress(domainName) ? null : domainName;
        }

        @Override
        public void dnsEnd(Call call, String domainName, List<InetAddress> found) {
            addresses = List.copyOf(found);
        }

        @Override
        public void connectStart(Call call, InetSocketAddress address, Proxy used) {
            stage = Stage.CONNECTION;
            if (used.type() != Proxy.Type.DIRECT && used.address() instanceof InetSocketAddress at) {
                proxy = at.getHostString() + ":" + at.getPort();
            }
        }

        @Override
        public void secureConnectStart(Call call) {
            stage = Stage.TLS;
        }

        @Override
        public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
            if (handshake != null) {
                tls = handshake.tlsVersion().javaName() + ", "
                        + handshake.cipherSuite().javaName();
                certificates = x509(handshake.peerCertificates());
            }
        }

        @Override
        public void requestHeadersStart(Call call) {
            stage = Stage.REQUEST;
        }

        void responded(Response response) {
            stage = Stage.RESPONSE;
            status = response.code();
            date = response.header("Date");
        }

        private static List<X509Certificate> x509(List<Certificate> shown) {
            return shown.stream()
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        }

        Seen failed(List<X509Certificate> shown, Throwable failure) {
            if (!shown.isEmpty()) {
                certificates = shown;
            }
            return result(failure);
        }

        Seen result(@Nullable Throwable failure) {
            return new Seen(stage, name, addresses, proxy, tls, certificates, status, date, failure);
        }
    }
}

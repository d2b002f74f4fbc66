// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.Dns;

/**
 * Looks names up on another thread for calls that run on the thread of their caller: nothing can interrupt a lookup,
 * but its caller can stop waiting. Calls that want the same name share a lookup, so that one that hangs keeps one thread.
 */
final class CallersDns implements Dns { // no record, see ProxyDialogue

    private final Executor workers;
    private final Dns system;
    private final Map<String, CompletableFuture<List<InetAddress>>> lookups = new ConcurrentHashMap<>();

    /**
     * Looks names up here.
     *
     * @param workers threads that may block for ever
     * @param system what looks them up
     */
    CallersDns(Executor workers, Dns system) {
        this.workers = workers;
        this.system = system;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        HttpAttempt attempt = HttpAttempt.onThisThread();
        return attempt == null || isAddress(host) ? system.lookup(host) : lookup(host, attempt);
    }

    /** Whether the host is an address, so that there is nothing to look up. */
    static boolean isAddress(String host) {
        if (host.indexOf(':') >= 0) {
            return true; // of version 6
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stage does cannot fail
    private List<InetAddress> lookup(String host, HttpAttempt attempt) throws UnknownHostException {
        CompletableFuture<List<InetAddress>> addresses = shared(host).copy();
        attempt.result()
                .whenComplete((ended, never) -> addresses.completeExceptionally(new UnknownHostException(host)));
        try {
            return addresses.join();
        } catch (CompletionException e) {
            Throwable why = e.getCause();
            UnknownHostException unknown = // one for each call: whoever gets it may add to it
                    new UnknownHostException(why instanceof UnknownHostException ? why.getMessage() : host);
            unknown.initCause(why);
            throw unknown;
        }
    }

    private CompletableFuture<List<InetAddress>> shared(String host) {
        CompletableFuture<List<InetAddress>> begun = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> other = lookups.putIfAbsent(host, begun);
        if (other != null) {
            return other;
        }
        try {
            workers.execute(() -> {
                try {
                    List<InetAddress> addresses = system.lookup(host);
                    lookups.remove(host); // first: who comes from now on looks it up anew
                    begun.complete(addresses);
                } catch (Throwable e) {
                    fail(host, begun, e);
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            fail(host, begun, e);
        }
        return begun;
    }

    private void fail(String host, CompletableFuture<List<InetAddress>> lookup, Throwable failure) {
        lookups.remove(host);
        lookup.completeExceptionally(failure);
    }
}

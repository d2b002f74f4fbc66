// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.Dns;

/**
 * Looks names up on another thread for calls that run on the thread of their caller: nothing can interrupt a lookup,
 * but its caller can stop waiting.
 */
final class CallersDns implements Dns { // no record, see ProxyDialogue

    private final Executor workers;

    /**
     * Looks names up here.
     *
     * @param workers threads that may block for ever
     */
    CallersDns(Executor workers) {
        this.workers = workers;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        HttpAttempt attempt = HttpAttempt.onThisThread();
        return attempt == null || isAddress(host) ? Dns.SYSTEM.lookup(host) : lookup(host, attempt);
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
        CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
        attempt.result()
                .whenComplete((ended, never) -> addresses.completeExceptionally(new UnknownHostException(host)));
        try {
            workers.execute(() -> {
                try {
                    addresses.complete(Dns.SYSTEM.lookup(host));
                } catch (Throwable e) {
                    addresses.completeExceptionally(e);
                }
            });
            return addresses.join();
        } catch (RejectedExecutionException e) {
            throw unknown(host, e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw unknown(host, e);
        }
    }

    private static UnknownHostException unknown(String host, Exception why) {
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(why);
        return unknown;
    }
}

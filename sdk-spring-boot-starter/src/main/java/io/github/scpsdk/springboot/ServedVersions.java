// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.ScpEndpoint;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ServiceVersionInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the services of all clients in use which versions they serve. An answer counts for a while, so that health checks send few
 * requests however often they come; an unanswered question ends at its limit. Calls of the application never wait for this.
 */
final class ServedVersions {

    static final String UP = "UP";
    static final String DOWN = "DOWN";
    static final String UNKNOWN = "UNKNOWN";

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.springboot");

    private final ScpClients clients;
    private final Duration timeToLive;
    private final Duration timeout;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Answer latest;

    ServedVersions(ScpClients clients, ScpProperties.Health settings) {
        this.clients = clients;
        this.timeToLive = settings.getTimeToLive();
        this.timeout = settings.getTimeout();
    }

    /**
     * The health of all services.
     *
     * @param status {@link #UP} if all answered, {@link #UNKNOWN} if there is none to ask
     * @param details by client, without secrets
     * @param asked the clients that were asked
     * @param nanos when
     */
    record Answer(String status, Map<String, Object> details, List<ScpClients.OpenClient> asked, long nanos) {}

    /** The latest answer, if it still counts and no client has come since; else a new one. */
    Answer answer() {
        Answer answer = counting();
        if (answer != null) {
            return answer;
        }
        asking.lock(); // others wait for this answer and ask no second time
        try {
            answer = counting();
            if (answer == null) {
                answer = ask(clients.open());
                report(answer);
                latest = answer;
            }
            return answer;
        } finally {
            asking.unlock();
        }
    }

    private @Nullable Answer counting() {
        Answer answer = latest;
        boolean counts = answer != null
                && System.nanoTime() - answer.nanos() < timeToLive.toNanos()
                && answer.asked().equals(clients.open());
        return counts ? answer : null;
    }

    private Answer ask(List<ScpClients.OpenClient> open) {
        List<CompletableFuture<List<ServiceVersionInfo>>> futures = new ArrayList<>();
        for (ScpClients.OpenClient client : open) {
            // at its limit this ends the call too
            futures.add(client.async().versions().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS));
        }
        Map<String, Object> details = new LinkedHashMap<>();
        boolean up = true;
        for (int i = 0; i < open.size(); i++) {
            ScpClients.OpenClient client = open.get(i);
            Map<String, Object> detail = place(client);
            try {
                String version = client.type().version();
                detail.put("status", UP);
                detail.put(
                        "served",
                        futures.get(i).join().stream()
                                .anyMatch(served -> served.version().equals(version)));
            } catch (CompletionException | CancellationException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                // the platform answers and knows the keys: that they may not read this list says nothing about other
                // calls
                if (!(cause instanceof ForbiddenException)) {
                    up = false;
                    detail.put("status", DOWN);
                }
                detail.put("error", error(cause));
            }
            details.put(name(client), detail);
        }
        return new Answer(open.isEmpty() ? UNKNOWN : up ? UP : DOWN, details, open, System.nanoTime());
    }

    private static Map<String, Object> place(ScpClients.OpenClient client) {
        ScpEndpoint endpoint = client.client().endpoint();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("account", client.account());
        detail.put("host", String.valueOf(endpoint.url().getAuthority()));
        ScpAccountProperties.ifSet(endpoint.region(), region -> detail.put("region", region));
        return detail;
    }

    private static String name(ScpClients.OpenClient client) {
        String name = client.type().service() + " " + client.type().version();
        return client.account().equals(ScpClients.DEFAULT_ACCOUNT) ? name : name + " of " + client.account();
    }

    /** The kind of failure alone: messages are for the log. */
    private String error(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        String name = cause.getClass().getSimpleName();
        return cause instanceof ScpServiceException refused ? name + " " + refused.status() : name;
    }

    /** Once per change, since checks come often. */
    private void report(Answer answer) {
        Answer before = latest;
        if (answer.status().equals(DOWN) && (before == null || !before.status().equals(DOWN))) {
            LOG.warn("Samsung Cloud Platform does not answer as it should: {}", answer.details());
        }
    }
}

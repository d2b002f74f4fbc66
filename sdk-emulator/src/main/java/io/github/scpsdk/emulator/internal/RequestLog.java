// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal;

import io.github.scpsdk.emulator.ReceivedRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, oldest first: a bounded number of them, and of bytes in their bodies. Threads may share it. */
public final class RequestLog {
    static final int MAX_REQUESTS = 2_000;
    static final int MAX_BODY_BYTES = 32 << 20;

    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
    private int bodyBytes;

    synchronized void add(ReceivedRequest request) {
        requests.addLast(request);
        bodyBytes += request.body().length;
        while (requests.size() > MAX_REQUESTS || bodyBytes > MAX_BODY_BYTES) {
            bodyBytes -= requests.removeFirst().body().length;
        }
    }

    /** A copy of what is kept. */
    public synchronized List<ReceivedRequest> all() {
        return List.copyOf(requests);
    }

    /** Forgets everything. */
    public synchronized void clear() {
        requests.clear();
        bodyBytes = 0;
    }
}

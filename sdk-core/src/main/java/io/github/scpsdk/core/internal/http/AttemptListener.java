// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Listens to OkHttp during one attempt. Knows whether a byte of the request may have left, and whether the head of a
 * response has come.
 */
final class AttemptListener extends EventListener {

    private enum Stage {
        NOT_SENT,
        SENT,
        ENDED
    }

    private final boolean idempotent;
    private final Runnable beforeWaiting;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.NOT_SENT);
    private volatile @Nullable Response head;
    private volatile boolean connected;
    private volatile boolean reused;

    /**
     * Makes the listener of an attempt.
     *
     * @param idempotent whether the request may be sent again
     * @param beforeWaiting what to do before waiting for the network, on the thread that waits
     */
    AttemptListener(boolean idempotent, Runnable beforeWaiting) {
        this.idempotent = idempotent;
        this.beforeWaiting = beforeWaiting;
    }

    /**
     * Decides on the request that is about to leave. Refuses when the attempt has ended, and when it would be sent
     * twice but must not be.
     */
    boolean maySend() {
        return stage.compareAndSet(Stage.NOT_SENT, Stage.SENT) || (stage.get() == Stage.SENT && idempotent);
    }

    /** Whether a byte of the request may have left. */
    boolean sent() {
        return stage.get() == Stage.SENT;
    }

    /**
     * Stops a request that has not left yet from leaving, so that "not sent" stays true. Does nothing to one that has
     * left.
     */
    void preventSending() {
        stage.compareAndSet(Stage.NOT_SENT, Stage.ENDED);
    }

    /** Returns status and headers once they have come, for a body that never ends. */
    @Nullable
    Response head() {
        return head;
    }

    /** Whether the connection came from the pool, where the other side may have closed it unnoticed. */
    boolean reused() {
        return reused;
    }

    @Override
    public void dnsStart(Call call, String host) {
        beforeWaiting.run();
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connected = true;
        beforeWaiting.run();
    }

    @Override
    public void secureConnectStart(Call call) {
        beforeWaiting.run();
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        reused = !connected;
    }

    @Override
    public void requestHeadersStart(Call call) {
        head = null;
        beforeWaiting.run();
    }

    @Override
    public void responseHeadersStart(Call call) {
        beforeWaiting.run();
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        if (response.code() >= 200) {
            head = response;
        }
    }
}

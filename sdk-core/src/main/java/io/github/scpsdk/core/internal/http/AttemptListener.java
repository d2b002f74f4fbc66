package io.github.scpsdk.core.internal.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Watches one attempt on the wire: whether a byte of the request may have left, and whether the head of a response has come. */
final class AttemptListener extends EventListener {

    private enum Stage {
        WAITING,
        LEFT,
        ENDED
    }

    private final boolean idempotent;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private volatile @Nullable Response head;
    private volatile boolean connected;
    private volatile boolean reused;

    AttemptListener(boolean idempotent) {
        this.idempotent = idempotent;
    }

    /** Asked when the request is about to leave; false when it would be a second time of what must not be repeated, or too late. */
    boolean mayPass() {
        return stage.compareAndSet(Stage.WAITING, Stage.LEFT) || (stage.get() == Stage.LEFT && idempotent);
    }

    /** Whether a byte of the request may have left. */
    boolean sent() {
        return stage.get() == Stage.LEFT;
    }

    /** Ends the attempt: what has not left by now will not leave, so that what is then said of it stays true. */
    void end() {
        stage.compareAndSet(Stage.WAITING, Stage.ENDED);
    }

    /** Status and headers, of use when the body never ends. */
    @Nullable
    Response head() {
        return head;
    }

    /** Whether the connection was one of the pool's, which the other side may have closed while nobody looked. */
    boolean reused() {
        return reused;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connected = true;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        reused = !connected;
    }

    @Override
    public void requestHeadersStart(Call call) {
        head = null;
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        if (response.code() >= 200) {
            head = response;
        }
    }
}

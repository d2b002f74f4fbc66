package io.github.scpsdk.core.internal;

import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Watches one attempt on the wire: whether a byte of the request may have left, and whether the head of an answer has come. */
final class Watch extends EventListener {

    private final boolean repeatable;
    private final AtomicInteger passes = new AtomicInteger();
    private volatile boolean sent;
    private volatile @Nullable Response head;

    Watch(boolean repeatable) {
        this.repeatable = repeatable;
    }

    /** False when the request is about to be sent a second time although it must not be repeated. */
    boolean mayPass() {
        return passes.incrementAndGet() == 1 || repeatable;
    }

    boolean sent() {
        return sent;
    }

    /** Status and headers, of use when the body never ends. */
    @Nullable
    Response head() {
        return head;
    }

    @Override
    public void requestHeadersStart(Call call) {
        sent = true;
        head = null;
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        if (response.code() >= 200) {
            head = response;
        }
    }
}

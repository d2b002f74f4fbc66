// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.schema.Operation;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Shows a call to its listeners. */
final class ObservedCall implements CallListener.Call {

    private static final AtomicLong LAST_ID = new AtomicLong();

    private final long id = LAST_ID.incrementAndGet();
    private final Operation<?> operation;
    private final HttpUrl endpoint;
    private final @Nullable String region;
    private final Map<Object, Object> attached = Collections.synchronizedMap(new IdentityHashMap<>(4));

    ObservedCall(Operation<?> operation, HttpUrl endpoint, @Nullable String region) {
        this.operation = operation;
        this.endpoint = endpoint;
        this.region = region;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String service() {
        return operation.service().service();
    }

    @Override
    public String version() {
        return operation.service().version();
    }

    @Override
    public String operation() {
        return operation.name();
    }

    @Override
    public @Nullable String region() {
        return region;
    }

    @Override
    public String method() {
        return operation.method();
    }

    @Override
    public String pathTemplate() {
        return operation.path().toString();
    }

    @Override
    public String serverAddress() {
        return endpoint.host();
    }

    @Override
    public int serverPort() {
        return endpoint.port();
    }

    @Override
    public void attach(Object key, @Nullable Object value) {
        if (value == null) {
            attached.remove(key);
        } else {
            attached.put(key, value);
        }
    }

    @Override
    public <T> @Nullable T attached(Object key, Class<T> type) {
        Object value = attached.get(key);
        return type.isInstance(value) ? type.cast(value) : null;
    }

    @Override
    public String toString() {
        return "call " + id + " of " + operation;
    }
}

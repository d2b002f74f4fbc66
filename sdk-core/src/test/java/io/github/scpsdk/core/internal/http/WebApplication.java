// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.testing.TestService;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/** An application of a server that runs several. Each has this class from a loader of its own. */
public final class WebApplication implements AutoCloseable, Supplier<Map<String, ClassLoader>> {

    private static final ThreadLocal<Object> LEFT_BEHIND = new ThreadLocal<>();

    private final Map<String, ClassLoader> seen = new ConcurrentHashMap<>();
    private final TestService notes;

    public WebApplication(URI endpoint, boolean ownHttp) {
        TestService.Builder builder = TestService.at(endpoint)
                .credentialsProvider(() -> {
                    see("provider");
                    return TestService.KEYS;
                })
                .listener(new CallListener() {
                    @Override
                    public void onEnd(Call call, End end) {
                        see("listener");
                    }
                });
        if (ownHttp) {
            builder.httpClient(new OkHttpClient.Builder()
                    .addInterceptor(chain -> {
                        see("interceptor");
                        return chain.proceed(chain.request());
                    })
                    .build());
        }
        notes = builder.build();
    }

    private void see(String callback) {
        LEFT_BEHIND.set(this); // as careless code does
        seen.put(callback, Thread.currentThread().getContextClassLoader());
    }

    /** Makes calls in both ways, and returns the loaders that callbacks found. */
    @Override
    public Map<String, ClassLoader> get() {
        notes.show();
        notes.create();
        notes.showing("n-2").thenAccept(note -> see("stage")).join();
        notes.creating().thenAccept(note -> see("stage of a write")).join();
        notes.writing("n-1", o -> o.onState(state -> see("state of a wait"))).join();
        return seen;
    }

    @Override
    public void close() {
        notes.close();
    }
}

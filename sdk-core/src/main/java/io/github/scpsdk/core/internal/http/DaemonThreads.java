// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import io.github.scpsdk.core.internal.log.Loggers;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Makes the threads that clients share. They inherit nothing from the thread that happens to make the first call: later
 * calls would find it, too, and it could not be collected.
 */
final class DaemonThreads implements ThreadFactory {

    private static final Logger LOG = Loggers.CALLS;

    private final String name;
    private final @Nullable ClassLoader loader;
    private final AtomicInteger number = new AtomicInteger();

    /**
     * Makes a factory of threads.
     *
     * @param name how their names begin
     * @param loader their context class loader
     */
    DaemonThreads(String name, @Nullable ClassLoader loader) {
        this.name = name;
        this.loader = loader;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = make(task, name + number.incrementAndGet());
        thread.setContextClassLoader(loader);
        thread.setDaemon(true); // a forgotten client does not keep the JVM alive
        // OkHttp throws again what it has reported already; printing it would show what it quotes
        thread.setUncaughtExceptionHandler((dying, e) ->
                LOG.debug("A call ended with an unexpected {}", e.getClass().getName()));
        return thread;
    }

    private static Thread make(Runnable task, String name) {
        // up to Java 23 a thread holds the classes on the stack of the one that made it
        return Runtime.version().feature() < 24 ? withoutTheStack(task, name) : new Thread(null, task, name, 0, false);
    }

    @SuppressWarnings("removal")
    private static Thread withoutTheStack(Runnable task, String name) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> new Thread(null, task, name, 0, false));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.internal.log.Loggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;

/**
 * Is what the thread that makes a call, walks a list or waits carries with it: the MDC of its log, and what listeners
 * capture, such as a trace. What runs for it on other threads runs with the same. Immutable.
 */
public final class CallerContext {

    private static final Logger LOG = Loggers.CALLS;
    private static final CallerContext EMPTY = new CallerContext(Map.of(), List.of());

    private final Map<String, String> mdc;
    private final List<UnaryOperator<Runnable>> captured;

    private CallerContext(Map<String, String> mdc, List<UnaryOperator<Runnable>> captured) {
        this.mdc = mdc;
        this.captured = captured;
    }

    /** Captures the context of the current thread. */
    public static CallerContext capture(List<CallListener> listeners) {
        Map<String, String> mdc = MDC.getCopyOfContextMap();
        boolean logs = mdc != null && !mdc.isEmpty();
        if (!logs && listeners.isEmpty()) {
            return EMPTY;
        }
        List<UnaryOperator<Runnable>> captured = new ArrayList<>(listeners.size());
        for (CallListener listener : listeners) {
            try {
                captured.add(listener.captureContext());
            } catch (Throwable e) { // a listener cannot make a call fail
                warn(e);
            }
        }
        return new CallerContext(logs ? mdc : Map.of(), captured);
    }

    /** Returns a task that runs in this context. */
    public Runnable wrap(Runnable task) {
        return this == EMPTY ? task : () -> run(task);
    }

    /** Runs a task in this context, and puts back the context of this thread. */
    public void run(Runnable task) {
        if (this == EMPTY) {
            task.run();
            return;
        }
        Map<String, String> before = MDC.getCopyOfContextMap();
        set(mdc);
        try {
            runCaptured(task);
        } finally {
            set(before);
        }
    }

    /** Runs a task in what the listeners have captured; without it if that fails, for the task has to run. */
    private void runCaptured(Runnable task) {
        Once once = new Once(task);
        try {
            Runnable wrapped = once;
            for (UnaryOperator<Runnable> context : captured) {
                wrapped = context.apply(wrapped);
            }
            wrapped.run();
        } catch (Throwable e) {
            if (once.failed) {
                throw e;
            }
            warn(e);
        }
        once.run();
    }

    private static void set(@Nullable Map<String, String> context) {
        if (context == null || context.isEmpty()) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }

    private static void warn(Throwable e) {
        LOG.warn(
                "A listener could not carry the caller's context on: {}",
                e.getClass().getName());
    }

    /** Runs a task once, and knows whether it was the task that failed. */
    private static final class Once implements Runnable {

        private final Runnable task;
        private boolean begun;
        private boolean failed;

        Once(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (begun) {
                return;
            }
            begun = true;
            failed = true;
            task.run();
            failed = false;
        }
    }
}

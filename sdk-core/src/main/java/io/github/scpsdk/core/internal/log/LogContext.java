// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.log;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Values in the MDC of this thread while a line is logged. Closing it puts back what was there before. */
public final class LogContext implements AutoCloseable {

    private final Map<String, @Nullable String> before = new LinkedHashMap<>();

    /** Begins with no values. */
    public LogContext() {}

    /** Puts a value; null puts none. */
    public LogContext put(String key, @Nullable String value) {
        if (value != null) {
            before.putIfAbsent(key, MDC.get(key));
            MDC.put(key, value);
        }
        return this;
    }

    @Override
    public void close() {
        before.forEach((key, value) -> {
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        });
    }
}

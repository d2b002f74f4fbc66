// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loggers of the SDK. Applications configure them by name, so the names are part of the API: {@code docs/insight.md}. */
public final class Loggers {

    /** Attempts, retries, and what needs attention in a call. */
    public static final Logger CALLS = LoggerFactory.getLogger("io.github.scpsdk.calls");

    /** At TRACE: bodies of requests and responses. */
    public static final Logger BODIES = LoggerFactory.getLogger("io.github.scpsdk.bodies");

    /** At TRACE: each request as a command for a shell. */
    public static final Logger CURL = LoggerFactory.getLogger("io.github.scpsdk.curl");

    /** What could not be read as documented. */
    public static final Logger DECODING = LoggerFactory.getLogger("io.github.scpsdk.decoding");

    /** Lists that were cut off. */
    public static final Logger PAGING = LoggerFactory.getLogger("io.github.scpsdk.paging");

    /** Listeners of waits. */
    public static final Logger WAITING = LoggerFactory.getLogger("io.github.scpsdk.waiting");

    /** Unusual settings. */
    public static final Logger SETTINGS = LoggerFactory.getLogger("io.github.scpsdk.settings");

    private Loggers() {}
}

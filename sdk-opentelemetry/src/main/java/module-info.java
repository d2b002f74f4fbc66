// SPDX-License-Identifier: Apache-2.0
/** Traces and times the calls of the SDK with OpenTelemetry. */
module io.github.scpsdk.opentelemetry {
    requires transitive io.github.scpsdk.core;
    requires transitive io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires static transitive org.jspecify;

    exports io.github.scpsdk.opentelemetry;
}

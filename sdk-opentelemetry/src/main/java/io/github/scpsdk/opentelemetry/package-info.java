// SPDX-License-Identifier: Apache-2.0
/** A listener that traces and times calls with OpenTelemetry. */
@NullMarked
package io.github.scpsdk.opentelemetry;

import org.jspecify.annotations.NullMarked;

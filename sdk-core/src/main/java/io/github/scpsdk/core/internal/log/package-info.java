// SPDX-License-Identifier: Apache-2.0
/** What the SDK logs with: the names of its loggers, and the values beside a line. */
@NullMarked
package io.github.scpsdk.core.internal.log;

import org.jspecify.annotations.NullMarked;

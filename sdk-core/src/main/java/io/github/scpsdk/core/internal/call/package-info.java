// SPDX-License-Identifier: Apache-2.0
/** Carries a call from its arguments to its result, blocking or not. */
@NullMarked
package io.github.scpsdk.core.internal.call;

import org.jspecify.annotations.NullMarked;

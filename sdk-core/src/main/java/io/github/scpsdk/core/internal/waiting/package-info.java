// SPDX-License-Identifier: Apache-2.0
/** Decides what a poll means and when a wait ends. */
@NullMarked
package io.github.scpsdk.core.internal.waiting;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Reads error responses and makes exceptions of them. */
@NullMarked
package io.github.scpsdk.core.internal.error;

import org.jspecify.annotations.NullMarked;

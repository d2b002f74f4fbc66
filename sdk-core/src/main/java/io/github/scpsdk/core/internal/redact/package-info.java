// SPDX-License-Identifier: Apache-2.0
/** Finds the secrets of a call in any text and replaces them. */
@NullMarked
package io.github.scpsdk.core.internal.redact;

import org.jspecify.annotations.NullMarked;

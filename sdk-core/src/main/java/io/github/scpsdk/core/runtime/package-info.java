// SPDX-License-Identifier: Apache-2.0
/** What generated clients extend and call. */
@NullMarked
package io.github.scpsdk.core.runtime;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Finds and checks settings. */
@NullMarked
package io.github.scpsdk.core.internal.config;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Decides which page follows and when a list ends. */
@NullMarked
package io.github.scpsdk.core.internal.paging;

import org.jspecify.annotations.NullMarked;

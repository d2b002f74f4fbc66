// SPDX-License-Identifier: Apache-2.0
/** Reads and writes JSON and queries: the parts of generated readers and writers. */
@NullMarked
package io.github.scpsdk.core.serde;

import org.jspecify.annotations.NullMarked;

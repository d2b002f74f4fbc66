// SPDX-License-Identifier: Apache-2.0
/** What a call through the SDK costs compared with one written by hand. */
@NullMarked
package io.github.scpsdk.benchmarks;

import org.jspecify.annotations.NullMarked;

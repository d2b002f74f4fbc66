// SPDX-License-Identifier: Apache-2.0
/** The rules of Block Storage (BM). */
@NullMarked
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Responds as the API's documentation says, from its examples, without any state. */
@NullMarked
package io.github.scpsdk.emulator.internal.replay;

import org.jspecify.annotations.NullMarked;

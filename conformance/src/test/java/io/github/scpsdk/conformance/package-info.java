// SPDX-License-Identifier: Apache-2.0
/** Every documented call, through the generated clients, to the emulator and to servers that answer oddly. */
@NullMarked
package io.github.scpsdk.conformance;

import org.jspecify.annotations.NullMarked;

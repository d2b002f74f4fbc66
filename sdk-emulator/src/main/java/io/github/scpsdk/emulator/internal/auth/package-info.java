// SPDX-License-Identifier: Apache-2.0
/** Who signed a request, checked from the bytes that arrived, with code that the SDK does not share. */
@NullMarked
package io.github.scpsdk.emulator.internal.auth;

import org.jspecify.annotations.NullMarked;

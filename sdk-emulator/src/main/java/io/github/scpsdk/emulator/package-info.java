// SPDX-License-Identifier: Apache-2.0
/** An embedded emulator of the platform, for tests: start it, add keys, see what it received, and set what it responses. */
@NullMarked
package io.github.scpsdk.emulator;

import org.jspecify.annotations.NullMarked;

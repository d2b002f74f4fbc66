// SPDX-License-Identifier: Apache-2.0
/** What exists on the emulated platform: resources by kind and region, the clock, the events that are due, and new ids. */
@NullMarked
package io.github.scpsdk.emulator.internal.state;

import org.jspecify.annotations.NullMarked;

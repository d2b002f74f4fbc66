// SPDX-License-Identifier: Apache-2.0
/** Misbehaviour on demand: which calls it meets, and what it does to their responses. */
@NullMarked
package io.github.scpsdk.emulator.internal.faults;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** The rules of Archive Storage. */
@NullMarked
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import org.jspecify.annotations.NullMarked;

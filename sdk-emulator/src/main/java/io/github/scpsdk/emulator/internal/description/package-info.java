// SPDX-License-Identifier: Apache-2.0
/** The descriptions of {@code api/} as the emulator reads them from its one resource, and requests held against them. */
@NullMarked
package io.github.scpsdk.emulator.internal.description;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** How requests are refused: the forms of the platform's error bodies, and the table of all refusals by the rules. */
@NullMarked
package io.github.scpsdk.emulator.internal.refusal;

import org.jspecify.annotations.NullMarked;

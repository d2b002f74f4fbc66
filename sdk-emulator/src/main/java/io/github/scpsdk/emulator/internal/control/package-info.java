// SPDX-License-Identifier: Apache-2.0
/** The emulator's own paths, which the platform does not have: looking inside, seeding, time, saving and loading; and the status page. */
@NullMarked
package io.github.scpsdk.emulator.internal.control;

import org.jspecify.annotations.NullMarked;

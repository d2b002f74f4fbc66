// SPDX-License-Identifier: Apache-2.0
/** What the operations of a Unitrends appliance do: sources that ask to replicate, targets, jobs and their backups. */
@NullMarked
package io.github.scpsdk.emulator.internal.rules.unitrends;

import org.jspecify.annotations.NullMarked;

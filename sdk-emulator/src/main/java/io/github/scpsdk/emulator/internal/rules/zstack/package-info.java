// SPDX-License-Identifier: Apache-2.0
/** What the operations of ZStack do: volumes, their backups, copies of these, and the jobs that make them. */
@NullMarked
package io.github.scpsdk.emulator.internal.rules.zstack;

import org.jspecify.annotations.NullMarked;

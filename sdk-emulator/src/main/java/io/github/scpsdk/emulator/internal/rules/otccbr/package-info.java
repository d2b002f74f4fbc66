// SPDX-License-Identifier: Apache-2.0
/** What the operations of Open Telekom Cloud CBR do: vaults, backups, their replicas in other regions, policies and tasks. */
@NullMarked
package io.github.scpsdk.emulator.internal.rules.otccbr;

import org.jspecify.annotations.NullMarked;

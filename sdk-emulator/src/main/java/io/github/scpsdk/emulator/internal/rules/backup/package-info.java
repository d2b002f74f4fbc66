// SPDX-License-Identifier: Apache-2.0
/** The rules of Backup. */
@NullMarked
package io.github.scpsdk.emulator.internal.rules.backup;

import org.jspecify.annotations.NullMarked;

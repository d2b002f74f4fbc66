// SPDX-License-Identifier: Apache-2.0
/** The rules of Parallel File Storage. */
@NullMarked
package io.github.scpsdk.emulator.internal.rules.parallelfilestorage;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** The rules of File Storage. */
@NullMarked
package io.github.scpsdk.emulator.internal.rules.filestorage;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Writes the sources of the service modules from the descriptions in {@code api/}. */
@NullMarked
package io.github.scpsdk.codegen;

import org.jspecify.annotations.NullMarked;

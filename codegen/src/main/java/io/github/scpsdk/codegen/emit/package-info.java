// SPDX-License-Identifier: Apache-2.0
/** Prints the model as Java; decides nothing but layout. */
@NullMarked
package io.github.scpsdk.codegen.emit;

import org.jspecify.annotations.NullMarked;

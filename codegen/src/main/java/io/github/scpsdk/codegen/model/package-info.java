// SPDX-License-Identifier: Apache-2.0
/** Decides everything before anything is printed: names, types, what is required, shared, sensitive or deprecated. */
@NullMarked
package io.github.scpsdk.codegen.model;

import org.jspecify.annotations.NullMarked;

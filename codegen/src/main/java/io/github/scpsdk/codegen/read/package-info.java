// SPDX-License-Identifier: Apache-2.0
/** OpenAPI documents and service files in; refuses what it does not understand, naming file and line. */
@NullMarked
package io.github.scpsdk.codegen.read;

import org.jspecify.annotations.NullMarked;

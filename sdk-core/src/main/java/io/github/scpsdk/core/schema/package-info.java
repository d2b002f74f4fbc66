// SPDX-License-Identifier: Apache-2.0
/** The data of generated constants: services, operations, arguments, waiters. */
@NullMarked
package io.github.scpsdk.core.schema;

import org.jspecify.annotations.NullMarked;

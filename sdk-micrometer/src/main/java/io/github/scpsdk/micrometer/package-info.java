// SPDX-License-Identifier: Apache-2.0
/** A listener that counts and times calls with Micrometer. */
@NullMarked
package io.github.scpsdk.micrometer;

import org.jspecify.annotations.NullMarked;

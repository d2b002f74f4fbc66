// SPDX-License-Identifier: Apache-2.0
/** One short program per task. Each runs against the embedded emulator, and against the platform only with {@code --live}. */
@NullMarked
package io.github.scpsdk.examples;

import org.jspecify.annotations.NullMarked;

/** The rules of Parallel File Storage. */
@NullMarked
package io.github.scpsdk.emulator.internal.rules.parallelfilestorage;

import org.jspecify.annotations.NullMarked;

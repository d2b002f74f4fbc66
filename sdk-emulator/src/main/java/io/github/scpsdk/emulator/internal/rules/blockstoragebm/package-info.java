/** The rules of Block Storage (BM). */
@NullMarked
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import org.jspecify.annotations.NullMarked;

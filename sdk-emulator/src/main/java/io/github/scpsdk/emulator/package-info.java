/** What a test or a person uses of the embedded platform: starting it, its keys, what it received, what it answers. */
@NullMarked
package io.github.scpsdk.emulator;

import org.jspecify.annotations.NullMarked;

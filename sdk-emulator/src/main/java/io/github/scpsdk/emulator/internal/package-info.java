/** What happens between a request and its answer: address, signature, description, log. */
@NullMarked
package io.github.scpsdk.emulator.internal;

import org.jspecify.annotations.NullMarked;

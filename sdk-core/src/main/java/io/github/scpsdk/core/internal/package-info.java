/** Signing, settings, transport, retry decisions, error reading: the inside of a call, exported to nobody. */
@NullMarked
package io.github.scpsdk.core.internal;

import org.jspecify.annotations.NullMarked;

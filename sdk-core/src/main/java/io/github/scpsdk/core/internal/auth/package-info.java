/** Proves who sends a request, and keeps the time that signatures carry. */
@NullMarked
package io.github.scpsdk.core.internal.auth;

import org.jspecify.annotations.NullMarked;

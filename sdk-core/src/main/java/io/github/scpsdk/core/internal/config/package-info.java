/** Where settings come from, and whether they can be used. */
@NullMarked
package io.github.scpsdk.core.internal.config;

import org.jspecify.annotations.NullMarked;

/** Reading and writing JSON and queries: what generated readers and writers are made of. */
@NullMarked
package io.github.scpsdk.core.serde;

import org.jspecify.annotations.NullMarked;

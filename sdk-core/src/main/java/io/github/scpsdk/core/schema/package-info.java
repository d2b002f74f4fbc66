/** The data that generated constants are made of: services, operations, arguments, waiters. */
@NullMarked
package io.github.scpsdk.core.schema;

import org.jspecify.annotations.NullMarked;

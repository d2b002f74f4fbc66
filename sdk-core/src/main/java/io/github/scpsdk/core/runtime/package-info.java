/** For generated code: operations, readers and writers, the executor. Public only because generated code needs it; not for applications, and may change at any time. */
@NullMarked
package io.github.scpsdk.core.runtime;

import org.jspecify.annotations.NullMarked;

/** What generated code needs: operations, codecs, the executor. Public by need, not meant for applications, and no promise to them. */
@NullMarked
package io.github.scpsdk.core.runtime;

import org.jspecify.annotations.NullMarked;

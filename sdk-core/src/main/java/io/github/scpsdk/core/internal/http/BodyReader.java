// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the body of a success while it comes. */
public interface BodyReader {

    /**
     * Reads a body to its end.
     *
     * @param status the HTTP status
     * @param body the body, decompressed
     * @return what it says, null for nothing
     * @throws IOException when it is broken or not what it should be
     */
    @Nullable
    Object read(int status, InputStream body) throws IOException;
}

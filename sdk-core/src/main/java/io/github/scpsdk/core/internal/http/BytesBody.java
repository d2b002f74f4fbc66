// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Holds the body of a request in memory. */
public final class BytesBody extends RequestBody {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final byte[] NOTHING = {};

    private final byte[] bytes;
    private final @Nullable MediaType type;
    private final boolean once;

    private BytesBody(byte[] bytes, @Nullable MediaType type, boolean once) {
        this.bytes = bytes;
        this.type = type;
        this.once = once;
    }

    /** Makes a JSON body. With {@code once}, OkHttp never sends it again by itself. */
    public static BytesBody json(byte[] bytes, boolean once) {
        return new BytesBody(bytes, JSON, once);
    }

    /** Makes an empty body, for methods that need a length all the same. */
    public static BytesBody empty(boolean once) {
        return new BytesBody(NOTHING, null, once);
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public @Nullable MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public boolean isOneShot() {
        return once;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
    }
}

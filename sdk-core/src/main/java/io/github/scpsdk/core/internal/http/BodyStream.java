// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Gives the body of a response to its reader, up to a limit. Knows afterwards what went wrong, whatever the reader says. */
final class BodyStream extends FilterInputStream {

    private final long limit;
    private final @Nullable Buffer kept;
    private final int keptBytes;
    private final Runnable beforeWaiting;
    private long size;
    private boolean tooLarge;
    private @Nullable IOException broken;

    /**
     * Makes the stream.
     *
     * @param body what comes
     * @param limit most bytes of it
     * @param keptBytes most bytes to keep; 0 for none
     * @param beforeWaiting what to do before waiting for more
     */
    BodyStream(InputStream body, long limit, int keptBytes, Runnable beforeWaiting) {
        super(body);
        this.limit = limit;
        this.kept = keptBytes == 0 ? null : new Buffer();
        this.keptBytes = keptBytes;
        this.beforeWaiting = beforeWaiting;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read;
        beforeWaiting.run();
        try {
            read = in.read(into, offset, length);
        } catch (IOException e) {
            broken = e;
            throw e;
        }
        if (kept != null && read > 0 && size < keptBytes) {
            kept.write(into, offset, (int) Math.min(read, keptBytes - size));
        }
        size += Math.max(0, read);
        if (size > limit) {
            tooLarge = true;
            throw new IOException("The body is too large");
        }
        return read;
    }

    /** Returns what was kept of the body; null if nothing was to be. */
    @Nullable
    Buffer kept() {
        return kept;
    }

    /** Returns the number of bytes that were read. */
    long size() {
        return size;
    }

    boolean tooLarge() {
        return tooLarge;
    }

    /** Returns why the body is not whole, null when it is. */
    @Nullable
    IOException broken() {
        return broken;
    }
}

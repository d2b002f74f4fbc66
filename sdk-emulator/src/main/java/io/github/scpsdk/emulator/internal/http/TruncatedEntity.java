// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A body that ends in its middle. */
final class TruncatedEntity extends AbstractHttpEntity {
    private final byte[] body;

    TruncatedEntity(byte[] body) {
        super((String) null, null);
        this.body = body;
    }

    @Override
    public long getContentLength() {
        return body.length;
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(body, 0, body.length / 2);
        out.flush();
        throw new IOException("The body ends here on purpose.");
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {}
}

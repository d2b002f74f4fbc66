// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequestFactory;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParserFactory;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** A connection as the library has it, but with limits, with the target as it came, and with an end that loses no response. */
final class Connection extends DefaultBHttpServerConnection {
    private static final int DRAIN_BYTES = 8 << 20;
    private static final int DRAIN_MILLIS = 1_000;
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(16 << 10)
            .setMaxHeaderCount(256)
            .build();
    private static final DefaultHttpRequestParserFactory PARSERS =
            new DefaultHttpRequestParserFactory(LIMITS, null, new UnparsedTargets());

    private final Socket socket;

    Connection(Socket socket) throws IOException {
        super("http", LIMITS, null, null, null, null, PARSERS, null);
        this.socket = socket;
        bind(socket);
    }

    @Override
    public ClassicHttpRequest receiveRequestHeader() throws HttpException, IOException {
        try {
            return super.receiveRequestHeader();
        } catch (IllegalArgumentException e) { // what the library makes of HTTP/-1.1
            throw new ProtocolException("Invalid request line", e);
        }
    }

    /** Reads on for a moment: closing with unread bytes would reset the connection under a response not yet read. */
    @Override
    public void close() throws IOException {
        try {
            flush();
            socket.shutdownOutput();
            socket.setSoTimeout(DRAIN_MILLIS);
            socket.getInputStream().skipNBytes(DRAIN_BYTES);
        } catch (EOFException | SocketTimeoutException e) {
            // nothing comes any more
        } finally {
            super.close();
        }
    }

    /** The library's own factory parses the target as a URI, which takes {@code x} for the host in {@code //x//y}. */
    private static final class UnparsedTargets implements HttpRequestFactory<ClassicHttpRequest> {
        @Override
        public ClassicHttpRequest newHttpRequest(String method, String target) {
            return new BasicClassicHttpRequest(method, null, null, target);
        }

        @Override
        public ClassicHttpRequest newHttpRequest(String method, URI target) {
            return newHttpRequest(method, target.toString());
        }
    }
}

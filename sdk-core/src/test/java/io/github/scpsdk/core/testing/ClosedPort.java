// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A port of this machine that refuses connections. It is bound until the tests end, so that nobody else begins to listen at it, or to call from it. */
public final class ClosedPort {

    private static final Socket BOUND = bind();

    private ClosedPort() {}

    /** Its address. */
    public static URI uri() {
        return URI.create("http://127.0.0.1:" + BOUND.getLocalPort());
    }

    private static Socket bind() {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

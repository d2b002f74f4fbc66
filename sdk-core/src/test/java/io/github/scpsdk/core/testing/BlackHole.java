// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A port of this machine that takes connections from nobody and refuses none: its backlog is full. */
public final class BlackHole {

    private static BlackHole shared;

    private final ServerSocket listener;
    private final List<Socket> waiting = new ArrayList<>();

    private BlackHole() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        int unanswered = 0;
        for (int i = 0; i < 64; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 300);
                unanswered = 0;
            } catch (SocketTimeoutException full) {
                if (++unanswered == 2) { // one may be a machine that stood still for a moment
                    return;
                }
            }
        }
        throw new IOException("this system's backlog is never full");
    }

    /** Its address; it is there until the tests end. */
    public static synchronized URI shared() throws IOException {
        if (shared == null) {
            shared = new BlackHole();
        }
        return URI.create("http://127.0.0.1:" + shared.listener.getLocalPort());
    }
}

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
public final class BlackHole implements AutoCloseable {

    private static BlackHole shared;

    private final ServerSocket listener;
    private final List<Socket> waiting = new ArrayList<>();

    private BlackHole(InetAddress address, int port) throws IOException {
        listener = new ServerSocket(port, 1, address);
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

    /** One at an address of this machine. */
    public static BlackHole at(String address, int port) throws IOException {
        return new BlackHole(InetAddress.getByName(address), port);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : waiting) {
            socket.close();
        }
    }

    /** Its address; it is there until the tests end. */
    public static synchronized URI shared() throws IOException {
        if (shared == null) {
            shared = at("127.0.0.1", 0);
        }
        return URI.create("http://127.0.0.1:" + shared.listener.getLocalPort());
    }
}

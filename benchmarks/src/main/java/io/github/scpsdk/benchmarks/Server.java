// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;
import okhttp3.HttpUrl;

/** Answers every GET on loopback with the same bytes, as cheaply as can be: its work is part of what is measured. */
final class Server implements AutoCloseable {

    private final ServerSocket listener;
    private final String scheme;
    private final byte[] response;

    Server(byte[] body) throws IOException {
        this(body, false);
    }

    /** Speaks https with the key store of this process, if that is wanted. */
    Server(byte[] body, boolean secure) throws IOException {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        response = new byte[head.length + body.length];
        System.arraycopy(head, 0, response, 0, head.length);
        System.arraycopy(body, 0, response, head.length, body.length);
        scheme = secure ? "https" : "http";
        ServerSocketFactory sockets = secure ? SSLServerSocketFactory.getDefault() : ServerSocketFactory.getDefault();
        listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    HttpUrl url() {
        return new HttpUrl.Builder()
                .scheme(scheme)
                .host("127.0.0.1")
                .port(listener.getLocalPort())
                .build();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
            int ends = 0; // of lines, one after the other: four bytes end a request without a body
            for (int next = in.read(); next >= 0; next = in.read()) {
                ends = next == '\r' || next == '\n' ? ends + 1 : 0;
                if (ends == 4) {
                    ends = 0;
                    socket.getOutputStream().write(response);
                }
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

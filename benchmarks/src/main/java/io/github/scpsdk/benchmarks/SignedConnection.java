// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scpsdk.emulator.ScpEmulator;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends signed requests to an emulator over one connection, as cheaply as can be: its work is part of what is measured. */
final class SignedConnection implements AutoCloseable {
    private static final String LENGTH = "content-length: ";

    private final Socket socket;
    private final InputStream in;
    private final Mac mac;
    private final String base;

    SignedConnection(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), 8192);
        this.base = "127.0.0.1:" + port;
        try {
            this.mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ScpEmulator.DEMO_SECRET_KEY.getBytes(UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body of the response to a request of File Storage, which has to be a success. */
    String send(String method, String path, String body) throws IOException {
        String target = "/kr-west1/v1" + path;
        long time = System.currentTimeMillis();
        String text = method + "http://" + base + target + time + ScpEmulator.DEMO_ACCESS_KEY + "Openapi";
        byte[] content = body.getBytes(UTF_8);
        String head = method + " " + target + " HTTP/1.1\r\nHost: " + base
                + "\r\nScp-Api-Version: filestorage 1.1\r\nScp-ClientType: Openapi\r\nScp-Accesskey: "
                + ScpEmulator.DEMO_ACCESS_KEY + "\r\nScp-Timestamp: " + time + "\r\nScp-Signature: "
                + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)))
                + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n";
        byte[] request = new byte[head.length() + content.length];
        System.arraycopy(head.getBytes(ISO_8859_1), 0, request, 0, head.length());
        System.arraycopy(content, 0, request, head.length(), content.length);
        socket.getOutputStream().write(request);
        return response(method + " " + target);
    }

    private String response(String request) throws IOException {
        String status = line();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()));
            }
        }
        String body = new String(in.readNBytes(length), UTF_8);
        if (!status.startsWith("HTTP/1.1 2")) {
            throw new IOException(request + ": " + status + " " + body);
        }
        return body;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the emulator ended the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

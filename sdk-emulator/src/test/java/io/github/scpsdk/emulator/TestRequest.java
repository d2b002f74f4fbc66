// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request written onto a socket byte by byte, so that a test can send what no client would. As it starts out it is
 * correct; it is signed when it is sent, unless a signature was set.
 */
public final class TestRequest {
    private final String method;
    private final String target;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String secretKey = ScpEmulator.DEMO_SECRET_KEY;
    private byte[] body = {};
    private String signedUrl = "";
    private String unsigned = "";

    private TestRequest(String method, String target) {
        this.method = method;
        this.target = target;
        header("Scp-Accesskey", ScpEmulator.DEMO_ACCESS_KEY);
        header("Scp-Timestamp", String.valueOf(System.currentTimeMillis()));
        header("Scp-ClientType", "Openapi");
        header("Accept-Language", "en-US");
    }

    public static TestRequest of(String method, String target, String apiVersion) {
        return new TestRequest(method, target).header("Scp-Api-Version", apiVersion);
    }

    /** Of the current file storage in kr-west1, the part of the path after {@code /v1} given. */
    public static TestRequest files(String method, String pathAndQuery) {
        return of(method, "/kr-west1/v1" + pathAndQuery, "filestorage 1.1");
    }

    /** Null takes the header away. */
    public TestRequest header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    public TestRequest secretKey(String key) {
        this.secretKey = key;
        return this;
    }

    /** Signs another URL than the one that is called. */
    public TestRequest signUrl(String url) {
        signedUrl = url;
        return this;
    }

    /** Leaves a header out of the text to sign, and sends it all the same. */
    public TestRequest signWithout(String header) {
        unsigned = header;
        return this;
    }

    public TestRequest json(String text) {
        header("Content-Type", "application/json");
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public TestRequest body(byte[] bytes) {
        this.body = bytes;
        return this;
    }

    public RawResponse sendTo(ScpEmulator emulator) {
        return RawResponse.to(bytes(emulator.port()), emulator.port());
    }

    /** What goes onto the socket to a port. */
    public byte[] bytes(int port) {
        String host = headers.getOrDefault("Host", "127.0.0.1:" + port);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Host", host);
        all.put("Connection", "close");
        all.putAll(headers);
        String scheme = headers.containsKey("Host") ? "https" : "http";
        all.putIfAbsent("Scp-Signature", sign(signedUrl.isEmpty() ? scheme + "://" + host + target : signedUrl));
        if (body.length > 0 || method.equals("POST") || method.equals("PUT")) {
            all.putIfAbsent("Content-Length", String.valueOf(body.length));
        }
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        all.forEach((name, value) -> {
            if (!value.isEmpty()) { // a header set to nothing is left out
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private String sign(String url) {
        String text = method
                + url
                + headers.getOrDefault("Scp-Timestamp", "")
                + headers.getOrDefault("Scp-Accesskey", "")
                + headers.getOrDefault("Scp-AccountId", "")
                + (unsigned.equals("Scp-ClientType") ? "" : headers.getOrDefault("Scp-ClientType", ""));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came back on a connection that the server then ended. */
    public record RawResponse(int status, Map<String, String> headers, String body) {

        /** Sends bytes as they are. */
        public static RawResponse to(byte[] request, int port) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(60_000);
                socket.getOutputStream().write(request);
                return read(socket.getInputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static RawResponse read(InputStream in) throws IOException {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            String[] head = text.substring(0, end).split("\r\n", -1);
            Map<String, String> headers = new LinkedHashMap<>();
            for (int i = 1; i < head.length; i++) {
                headers.put(head[i].split(": ", 2)[0], head[i].split(": ", 2)[1]);
            }
            return new RawResponse(Integer.parseInt(head[0].split(" ", 3)[1]), headers, text.substring(end + 4));
        }
    }
}

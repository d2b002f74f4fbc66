// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import io.github.scpsdk.core.testing.FaultServer.Greeting;
import io.github.scpsdk.core.testing.FaultServer.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** What a {@link FaultServer} can do to a connection or a request. */
public final class Responses {

    /** A note, as the test's service returns it. */
    public static final String NOTE = "{\"id\":\"n-1\",\"name\":\"hello\"}";

    private static final Map<String, byte[]> PACKED = new ConcurrentHashMap<>(); // packing takes longer than all else

    private Responses() {}

    /** Responds with a JSON body. */
    public static Response json(int status, String body, String... headers) {
        return (request, wire) -> wire.send(response(status, "application/json", body, headers));
    }

    /** Responds with any text. */
    public static Response text(int status, String type, String body, String... headers) {
        return (request, wire) -> wire.send(response(status, type, body, headers));
    }

    /** Responds with a body of no type. */
    public static Response body(int status, String body, String... headers) {
        return (request, wire) -> wire.send(response(status, null, body, headers));
    }

    /** Responds with a note. */
    public static Response note() {
        return json(200, NOTE);
    }

    /** Responds without a body. */
    public static Response empty(int status, String... headers) {
        return (request, wire) -> {
            StringBuilder head = head(status, headers);
            if (status != 204 && status != 304) {
                head.append("Content-Length: 0\r\n");
            }
            wire.send(head.append("\r\n").toString());
        };
    }

    /** Responds with an error in the service's own envelope. */
    public static Response serviceError(int status, String... headers) {
        return json(
                status,
                ("{\"errors\":[{\"code\":\"Fault%d\",\"title\":\"Fault\",\"status\":%d,\"detail\":\"told to\",\"request_id\":\"req-%d\","
                                + "\"global_request_id\":\"req-g%d\",\"links\":[],\"related_resources\":[],\"response\":null}]}")
                        .formatted(status, status, status, status),
                headers);
    }

    /** Responds with an error in the gateway's form. */
    public static Response gatewayError(int status, String... headers) {
        return json(
                status,
                ("{\"timestamp\":\"2026-06-05T04:43:47.262+00:00\",\"path\":\"/v1/notes\",\"status\":%d,\"error\":\"Told to\","
                                + "\"requestId\":\"gw-%d\"}")
                        .formatted(status, status),
                headers);
    }

    /** Responds as another response does, some time later. */
    public static Response after(Duration pause, Response response) {
        return (request, wire) -> {
            sleep(pause);
            response.to(request, wire);
        };
    }

    /** Responds as another response does, once somebody says so. */
    public static Response when(CountDownLatch said, Response response) {
        return (request, wire) -> {
            if (await(said)) {
                response.to(request, wire);
            }
        };
    }

    /** Responds as another response does, once so many requests have come. */
    public static Response together(int requests, Response response) {
        CountDownLatch come = new CountDownLatch(requests);
        return (request, wire) -> {
            come.countDown();
            when(come, response).to(request, wire);
        };
    }

    /** Responds, keeps the connection open as promised, and then closes it at once. */
    public static Response thenClose(Response response) {
        return (request, wire) -> {
            response.to(request, wire);
            wire.close();
        };
    }

    /** Closes in response. */
    public static Response closing() {
        return (request, wire) -> wire.close();
    }

    /** Resets in response. */
    public static Response resetting() {
        return (request, wire) -> wire.reset();
    }

    /** Never responds. */
    public static Response stalling() {
        return (request, wire) -> wire.waitForClient();
    }

    /** Sends so much and no more, and keeps the connection. */
    public static Response stallingAfter(String start) {
        return (request, wire) -> {
            wire.send(start);
            wire.waitForClient();
        };
    }

    /** Sends so much and then closes. */
    public static Response closingAfter(String start) {
        return (request, wire) -> {
            wire.send(start);
            wire.close();
        };
    }

    /** Stops in the middle of the headers. */
    public static Response stallingInHeaders() {
        return stallingAfter("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Slow: ");
    }

    /** Stops in the middle of the body. */
    public static Response stallingInBody() {
        return stallingAfter(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\":\"n-1\",");
    }

    /** Closes in the middle of the body. */
    public static Response truncated() {
        return closingAfter(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\":\"n-1\",");
    }

    /** Closes in the middle of a chunk. */
    public static Response truncatedChunks() {
        return closingAfter(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"id\":\"n-1\",");
    }

    /** Sends a body one byte at a time until the client leaves. */
    public static Response dripping(Duration gap) {
        return dripping(200, gap);
    }

    /** Sends a body with this status, one byte at a time until the client leaves. */
    public static Response dripping(int status, Duration gap) {
        return (request, wire) -> {
            wire.send("HTTP/1.1 " + status
                    + " Told\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
            while (true) {
                sleep(gap);
                wire.send(" ");
            }
        };
    }

    /** Sends headers one byte at a time until the client leaves. */
    public static Response drippingHeaders(Duration gap) {
        return (request, wire) -> {
            wire.send("HTTP/1.1 200 OK\r\nX-Slow: ");
            while (true) {
                sleep(gap);
                wire.send("x");
            }
        };
    }

    /** Sends what is no HTTP. */
    public static Response garbage() {
        return (request, wire) -> {
            byte[] noise = new byte[200];
            new Random(7).nextBytes(noise);
            wire.send(noise);
            wire.send("\r\n\r\n");
            wire.close();
        };
    }

    /** Responds with a body that is small on the wire and large when unpacked: the start, so many spaces, the end. */
    public static Response gzipBomb(int status, String start, int spaces, String end) {
        return gzip(status, start, " ", spaces, end);
    }

    /** Responds with a packed body: the start, some text repeated for so many bytes, the end. */
    public static Response gzip(int status, String start, String repeated, int length, String end) {
        String key = start + "|" + repeated + "|" + length + "|" + end;
        byte[] body = PACKED.computeIfAbsent(key, any -> pack(start, repeated, length, end));
        return (request, wire) -> {
            wire.send("HTTP/1.1 " + status
                    + " Told\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: "
                    + body.length + "\r\n\r\n");
            wire.send(body);
        };
    }

    private static byte[] pack(String start, String repeated, int length, String end) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed, 65536) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(start.getBytes(StandardCharsets.UTF_8));
            byte[] block = repeated.repeat(65536).getBytes(StandardCharsets.UTF_8);
            int bytes = length - length % repeated.length();
            for (int left = bytes; left > 0; left -= block.length) {
                gzip.write(block, 0, Math.min(left, block.length));
            }
            gzip.write(end.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return packed.toByteArray();
    }

    /** Serves as if nothing were wrong. */
    public static Greeting serving() {
        return wire -> true;
    }

    /** Accepts and closes. */
    public static Greeting closingAtOnce() {
        return wire -> {
            wire.close();
            return false;
        };
    }

    /** Accepts and resets: not before the client has begun to send, since it may take the reset for a refusal to connect until then. */
    public static Greeting resettingUnread() {
        return wire -> {
            wire.awaitRequest();
            wire.reset();
            return false;
        };
    }

    /** Accepts and says nothing. */
    public static Greeting silent() {
        return wire -> {
            wire.waitForClient();
            return false;
        };
    }

    /** Waits for the client's first byte, so that a TLS handshake has begun, and closes. */
    public static Greeting closingInHandshake() {
        return wire -> {
            wire.read();
            wire.close();
            return false;
        };
    }

    /** Responds to a TLS handshake with what is no TLS. */
    public static Greeting garbageInHandshake() {
        return wire -> {
            wire.read();
            wire.send("SSH-2.0-told-to\r\n");
            wire.close();
            return false;
        };
    }

    private static String response(int status, String type, String body, String... headers) {
        return head(status, headers)
                .append(type == null ? "" : "Content-Type: " + type + "\r\n")
                .append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    private static StringBuilder head(int status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Told\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

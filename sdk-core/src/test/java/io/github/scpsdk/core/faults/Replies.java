package io.github.scpsdk.core.faults;

import io.github.scpsdk.core.faults.FaultServer.Greeting;
import io.github.scpsdk.core.faults.FaultServer.Reply;
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
final class Replies {

    /** A note, as the test's service answers it. */
    static final String NOTE = "{\"id\":\"n-1\",\"text\":\"hello\"}";

    private static final Map<String, byte[]> PACKED = new ConcurrentHashMap<>(); // packing takes longer than all else

    private Replies() {}

    /** Answers with a JSON body. */
    static Reply json(int status, String body, String... headers) {
        return (request, wire) -> wire.send(answer(status, "application/json", body, headers));
    }

    /** Answers with any text. */
    static Reply text(int status, String type, String body, String... headers) {
        return (request, wire) -> wire.send(answer(status, type, body, headers));
    }

    /** Answers with a note. */
    static Reply note() {
        return json(200, NOTE);
    }

    /** Answers without a body. */
    static Reply empty(int status, String... headers) {
        return (request, wire) -> {
            StringBuilder head = head(status, headers);
            if (status != 204 && status != 304) {
                head.append("Content-Length: 0\r\n");
            }
            wire.send(head.append("\r\n").toString());
        };
    }

    /** Answers with an error in the service's own envelope. */
    static Reply serviceError(int status, String... headers) {
        return json(
                status,
                ("{\"errors\":[{\"code\":\"Fault%d\",\"title\":\"Fault\",\"status\":%d,\"detail\":\"told to\",\"request_id\":\"req-%d\","
                                + "\"global_request_id\":\"req-g%d\",\"links\":[],\"related_resources\":[],\"response\":null}]}")
                        .formatted(status, status, status, status),
                headers);
    }

    /** Answers with an error in the gateway's form. */
    static Reply gatewayError(int status, String... headers) {
        return json(
                status,
                ("{\"timestamp\":\"2026-06-05T04:43:47.262+00:00\",\"path\":\"/v1/notes\",\"status\":%d,\"error\":\"Told to\","
                                + "\"requestId\":\"gw-%d\"}")
                        .formatted(status, status),
                headers);
    }

    /** Answers as another reply does, some time later. */
    static Reply after(Duration pause, Reply reply) {
        return (request, wire) -> {
            sleep(pause);
            reply.to(request, wire);
        };
    }

    /** Answers as another reply does, once somebody says so. */
    static Reply when(CountDownLatch said, Reply reply) {
        return (request, wire) -> {
            if (await(said)) {
                reply.to(request, wire);
            }
        };
    }

    /** Answers as another reply does, once so many requests have come. */
    static Reply together(int requests, Reply reply) {
        CountDownLatch come = new CountDownLatch(requests);
        return (request, wire) -> {
            come.countDown();
            when(come, reply).to(request, wire);
        };
    }

    /** Answers, keeps the connection open as promised, and closes it at once without a word. */
    static Reply thenClose(Reply reply) {
        return (request, wire) -> {
            reply.to(request, wire);
            wire.close();
        };
    }

    /** Closes in answer. */
    static Reply closing() {
        return (request, wire) -> wire.close();
    }

    /** Resets in answer. */
    static Reply resetting() {
        return (request, wire) -> wire.reset();
    }

    /** Never answers. */
    static Reply stalling() {
        return (request, wire) -> wire.waitForClient();
    }

    /** Sends so much and no more, and keeps the connection. */
    static Reply stallingAfter(String start) {
        return (request, wire) -> {
            wire.send(start);
            wire.waitForClient();
        };
    }

    /** Sends so much and then closes. */
    static Reply closingAfter(String start) {
        return (request, wire) -> {
            wire.send(start);
            wire.close();
        };
    }

    /** Stops in the middle of the headers. */
    static Reply stallingInHeaders() {
        return stallingAfter("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Slow: ");
    }

    /** Stops in the middle of the body. */
    static Reply stallingInBody() {
        return stallingAfter(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\":\"n-1\",");
    }

    /** Closes in the middle of the body. */
    static Reply truncated() {
        return closingAfter(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\":\"n-1\",");
    }

    /** Closes in the middle of a chunk. */
    static Reply truncatedChunks() {
        return closingAfter(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"id\":\"n-1\",");
    }

    /** Sends a body one byte at a time until the client leaves. */
    static Reply dripping(Duration gap) {
        return (request, wire) -> {
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
            while (true) {
                sleep(gap);
                wire.send(" ");
            }
        };
    }

    /** Sends headers one byte at a time until the client leaves. */
    static Reply drippingHeaders(Duration gap) {
        return (request, wire) -> {
            wire.send("HTTP/1.1 200 OK\r\nX-Slow: ");
            while (true) {
                sleep(gap);
                wire.send("x");
            }
        };
    }

    /** Sends what is no HTTP. */
    static Reply garbage() {
        return (request, wire) -> {
            byte[] noise = new byte[200];
            new Random(7).nextBytes(noise);
            wire.send(noise);
            wire.send("\r\n\r\n");
            wire.close();
        };
    }

    /** Answers with a body that is small on the wire and large when unpacked: the start, so many spaces, the end. */
    static Reply gzipBomb(int status, String start, int spaces, String end) {
        return gzip(status, start, " ", spaces, end);
    }

    /** Answers with a packed body: the start, some text repeated for so many bytes, the end. */
    static Reply gzip(int status, String start, String repeated, int length, String end) {
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
    static Greeting serving() {
        return wire -> true;
    }

    /** Accepts and closes. */
    static Greeting closingAtOnce() {
        return wire -> {
            wire.close();
            return false;
        };
    }

    /** Accepts and resets: not before the client has begun to send, since it may take the reset for a refusal to connect until then. */
    static Greeting resettingUnread() {
        return wire -> {
            wire.awaitRequest();
            wire.reset();
            return false;
        };
    }

    /** Accepts and says nothing. */
    static Greeting silent() {
        return wire -> {
            wire.waitForClient();
            return false;
        };
    }

    /** Waits for the client's first byte, so that a TLS handshake has begun, and closes. */
    static Greeting closingInHandshake() {
        return wire -> {
            wire.read();
            wire.close();
            return false;
        };
    }

    /** Answers a TLS handshake with what is no TLS. */
    static Greeting garbageInHandshake() {
        return wire -> {
            wire.read();
            wire.send("SSH-2.0-told-to\r\n");
            wire.close();
            return false;
        };
    }

    private static String answer(int status, String type, String body, String... headers) {
        return head(status, headers)
                .append("Content-Type: ")
                .append(type)
                .append("\r\nContent-Length: ")
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

    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.resilience;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/1.1 server on plain sockets that misbehaves as told and counts exactly what arrives. A connection is first met by a greeting; then each
 * request that arrives whole is recorded and given the next response of the script, or the standing one when the script is used up.
 */
final class FaultServer implements AutoCloseable {

    /** What a connection meets before its first request. */
    @FunctionalInterface
    interface Greeting {
        /** Whether to go on and serve the connection. */
        boolean meet(Wire wire) throws IOException;
    }

    /** What a request meets. */
    @FunctionalInterface
    interface AttemptResult {
        void to(Received request, Wire wire) throws IOException;
    }

    /** A request as it arrived. Header names are in the case they came in. */
    record Received(int connection, String method, String target, List<String> headers, byte[] body, long nanos) {

        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The server's end of a connection. */
    static final class Wire {

        final int number;
        final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Wire(int number, Socket socket) throws IOException {
            this.number = number;
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        int read() throws IOException {
            return in.read();
        }

        /** Waits until something of a request is there, and reads none of it. */
        void awaitRequest() throws IOException {
            while (in.available() == 0) {
                Responses.sleep(Duration.ofMillis(1));
            }
        }

        void close() throws IOException {
            socket.close();
        }

        /** Closes so that the client sees a reset and no orderly end. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Waits until the client closes its end, and then does the same. */
        void waitForClient() throws IOException {
            try {
                while (in.read() >= 0) {
                    // whatever it says, it gets no response
                }
            } finally {
                socket.close();
            }
        }
    }

    private final List<ServerSocket> listeners = new ArrayList<>();
    private final SSLContext tls;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Deque<Greeting> greetings = new ConcurrentLinkedDeque<>();
    private final Deque<AttemptResult> responses = new ConcurrentLinkedDeque<>();
    private volatile Greeting everyGreeting = wire -> true;
    private volatile AttemptResult everyReply = Responses.json(200, "{}");

    private FaultServer(SSLContext tls) {
        this.tls = tls;
    }

    static FaultServer start() throws IOException {
        return start(null);
    }

    /** A server that speaks TLS. */
    static FaultServer start(SSLContext tls) throws IOException {
        FaultServer server = new FaultServer(tls);
        server.listen(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        return server;
    }

    /** Listens at another loopback address too, on the same port. */
    FaultServer alsoAt(InetAddress address) throws IOException {
        listen(new InetSocketAddress(address, port()));
        return this;
    }

    private void listen(InetSocketAddress address) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.bind(address, 512);
        listeners.add(listener);
        daemon("accepts", () -> {
            while (true) {
                Socket socket;
                try {
                    socket = listener.accept();
                } catch (IOException closed) {
                    return;
                }
                open.add(socket);
                int number = connections.incrementAndGet();
                daemon("connection", () -> serve(number, socket));
            }
        });
    }

    private void serve(int number, Socket plain) {
        try (plain) {
            plain.setTcpNoDelay(true);
            Socket socket = plain;
            if (tls != null) {
                SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true);
                secure.setUseClientMode(false);
                secure.startHandshake();
                socket = secure;
            }
            Wire wire = new Wire(number, socket);
            Greeting greeting = greetings.poll();
            if (!(greeting == null ? everyGreeting : greeting).meet(wire)) {
                return;
            }
            while (!socket.isClosed()) {
                Received request = readRequest(wire);
                if (request == null) {
                    return;
                }
                received.add(request);
                AttemptResult response = responses.poll();
                (response == null ? everyReply : response).to(request, wire);
            }
        } catch (IOException | RuntimeException gone) {
            // the client left, or was made to; what arrived is recorded
        } finally {
            open.remove(plain);
        }
    }

    private static Received readRequest(Wire wire) throws IOException {
        String requestLine = readLine(wire);
        if (requestLine == null) {
            return null;
        }
        List<String> headers = new ArrayList<>();
        int length = 0;
        for (String line = readLine(wire); line != null && !line.isEmpty(); line = readLine(wire)) {
            headers.add(line);
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        byte[] body = wire.in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the body ended early");
        }
        String[] words = requestLine.split(" ", -1);
        return new Received(wire.number, words[0], words[1], List.copyOf(headers), body, System.nanoTime());
    }

    private static String readLine(Wire wire) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = wire.in.read(); b != '\n'; b = wire.in.read()) {
            if (b < 0) {
                return null;
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Responses for the next requests, in order. */
    FaultServer then(AttemptResult... next) {
        responses.addAll(List.of(next));
        return this;
    }

    /** The response to every request that the script says nothing of. */
    FaultServer always(AttemptResult response) {
        this.everyReply = response;
        return this;
    }

    /** Greetings for the next connections, in order. */
    FaultServer atConnect(Greeting... next) {
        greetings.addAll(List.of(next));
        return this;
    }

    /** The greeting of every connection that the script says nothing of. */
    FaultServer atEveryConnect(Greeting greeting) {
        this.everyGreeting = greeting;
        return this;
    }

    /** Whole requests that arrived, in order. */
    List<Received> received() {
        return received;
    }

    /** How many whole requests arrived. */
    int count() {
        return received.size();
    }

    /** How many whole requests of a method arrived. */
    long count(String method) {
        return received.stream().filter(r -> r.method().equals(method)).count();
    }

    /** How many connections were ever accepted. */
    int connections() {
        return connections.get();
    }

    /** How many connections the client has not closed. */
    int openConnections() {
        return open.size();
    }

    /** Closes all connections, whatever they are doing, and goes on accepting. */
    void dropConnections() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    int port() {
        return listeners.get(0).getLocalPort();
    }

    URI endpoint() {
        return endpoint("127.0.0.1");
    }

    URI endpoint(String host) {
        return URI.create((tls == null ? "http" : "https") + "://" + host + ":" + port());
    }

    /** An https address, for servers that fail the handshake by hand. */
    URI httpsEndpoint() {
        return URI.create("https://127.0.0.1:" + port());
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
        dropConnections();
    }

    private static void daemon(String what, Runnable work) {
        Thread thread = new Thread(work, "fault-server " + what);
        thread.setDaemon(true);
        thread.start();
    }
}

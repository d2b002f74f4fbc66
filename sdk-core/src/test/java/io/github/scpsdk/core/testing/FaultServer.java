// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/1.1 server on plain sockets that misbehaves as told and counts exactly what arrives. A connection is first met by a greeting; then each
 * request that arrives whole is recorded and given the next response of the script, or the standing one when the script is used up.
 */
public final class FaultServer implements AutoCloseable {

    /** What a connection meets before its first request. */
    @FunctionalInterface
    public interface Greeting {
        /** Whether to go on and serve the connection. */
        boolean meet(Wire wire) throws IOException;
    }

    /** What a request meets. */
    @FunctionalInterface
    public interface Response {
        void to(Received request, Wire wire) throws IOException;
    }

    /** A request as it arrived. Header names are in the case they came in. */
    public record Received(int connection, String requestLine, List<String> headers, byte[] body, long nanos) {

        public String method() {
            return requestLine.split(" ", -1)[0];
        }

        public String target() {
            return requestLine.split(" ", -1)[1];
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The server's end of a connection. */
    public static final class Wire {

        public final int number;
        public final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Wire(int number, Socket socket) throws IOException {
            this.number = number;
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        public void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        public int read() throws IOException {
            return in.read();
        }

        /** Waits until something of a request is there, and reads none of it. */
        public void awaitRequest() throws IOException {
            while (in.available() == 0) {
                Responses.sleep(Duration.ofMillis(1));
            }
        }

        public void close() throws IOException {
            socket.close();
        }

        /** Closes so that the client sees a reset and no orderly end. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Waits until the client closes its end, and then does the same. */
        public void waitForClient() throws IOException {
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
    private final BlockingQueue<Received> untaken = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Deque<Greeting> greetings = new ConcurrentLinkedDeque<>();
    private final Deque<Response> responses = new ConcurrentLinkedDeque<>();
    private volatile Greeting everyGreeting = wire -> true;
    private volatile Response everyResponse = Responses.json(200, "{}");

    private FaultServer(SSLContext tls) {
        this.tls = tls;
    }

    public static FaultServer start() {
        return start(null);
    }

    /** A server that speaks TLS. */
    public static FaultServer start(SSLContext tls) {
        FaultServer server = new FaultServer(tls);
        try {
            server.listen(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    /** Listens at another loopback address too, on the same port. */
    public FaultServer alsoAt(InetAddress address) throws IOException {
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
                untaken.add(request);
                Response response = responses.poll();
                (response == null ? everyResponse : response).to(request, wire);
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
        return new Received(wire.number, requestLine, List.copyOf(headers), body, System.nanoTime());
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
    public FaultServer then(Response... next) {
        responses.addAll(List.of(next));
        return this;
    }

    /** The response to every request that the script says nothing of. */
    public FaultServer always(Response response) {
        this.everyResponse = response;
        return this;
    }

    /** Greetings for the next connections, in order. */
    public FaultServer atConnect(Greeting... next) {
        greetings.addAll(List.of(next));
        return this;
    }

    /** The greeting of every connection that the script says nothing of. */
    public FaultServer atEveryConnect(Greeting greeting) {
        this.everyGreeting = greeting;
        return this;
    }

    /** Whole requests that arrived, in order. */
    public List<Received> received() {
        return received;
    }

    /** The next of them that was not taken yet; waits until it arrives. */
    public Received take() throws InterruptedException {
        Received next = untaken.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no further request arrived");
        }
        return next;
    }

    /** How many whole requests arrived. */
    public int count() {
        return received.size();
    }

    /** How many whole requests of a method arrived. */
    public long count(String method) {
        return received.stream().filter(r -> r.method().equals(method)).count();
    }

    /** How many connections were ever accepted. */
    public int connections() {
        return connections.get();
    }

    /** How many connections the client has not closed. */
    public int openConnections() {
        return open.size();
    }

    /** Closes all connections, whatever they are doing, and goes on accepting. */
    public void dropConnections() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    public int port() {
        return listeners.get(0).getLocalPort();
    }

    public URI endpoint() {
        return endpoint("127.0.0.1");
    }

    public URI endpoint(String host) {
        return URI.create((tls == null ? "http" : "https") + "://" + host + ":" + port());
    }

    /** An https address, for servers that fail the handshake by hand. */
    public URI httpsEndpoint() {
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

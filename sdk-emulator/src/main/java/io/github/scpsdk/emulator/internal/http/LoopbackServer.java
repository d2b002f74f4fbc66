// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.HttpServerConnection;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/**
 * Listens on 127.0.0.1 and nowhere else. A thread per connection, all of them daemons; an idle connection stays open for
 * longer than clients keep theirs, so that the server is never the one who ends it. Threads may share it.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 2048;
    private static final int IDLE_MILLIS = 600_000;
    private static final int STACK_BYTES = 512 << 10;
    private static final int CLOSE_MILLIS = 1_000;
    private static final long PAUSE_NANOS = 10_000_000;

    private final HttpService service;
    private final ServerSocket listener;
    private final ExecutorService threads;
    private final Future<?> accepting;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Starts listening.
     *
     * @param port 0 for any that is free
     * @throws IOException with a message that says what to do when the port is in use
     */
    public LoopbackServer(int port, HttpHandler handler) throws IOException {
        this.service = new Exchanges(handler);
        this.listener = listen(port);
        AtomicInteger count = new AtomicInteger();
        String name = "scp-emulator-" + port() + "-";
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(null, work, name + count.getAndIncrement(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
        this.accepting = threads.submit(this::accept);
    }

    private static ServerSocket listen(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback, port), BACKLOG);
            return socket;
        } catch (BindException e) {
            socket.close();
            throw new IOException(
                    "The emulator cannot listen on 127.0.0.1:" + port + " (" + e.getMessage()
                            + "). Stop what uses that port, or take another one; port 0 takes any that is free.",
                    e);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Stops listening and ends every connection; the port is free when this returns. Doing it twice does nothing. */
    @Override
    public void close() {
        closed = true;
        closeQuietly(listener);
        connections.forEach(LoopbackServer::closeQuietly);
        awaitEndOfAccepting();
        threads.shutdownNow();
    }

    /** The kernel keeps the port as long as a thread is inside accept(), which is a moment longer than close() takes. */
    private void awaitEndOfAccepting() {
        boolean interrupted = Thread.interrupted();
        try {
            accepting.get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException | TimeoutException e) {
            // closed all the same
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                if (closed) { // close() may have walked over the set before this one was in it
                    closeQuietly(socket);
                    return;
                }
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!closed) {
                    LockSupport.parkNanos(PAUSE_NANOS); // out of file handles: those come back
                }
            } catch (RejectedExecutionException e) {
                return; // closed in between
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MILLIS);
            HttpServerConnection connection = new Connection(socket);
            while (connection.isOpen()) {
                handleRequest(connection, socket);
            }
        } catch (IOException | HttpException e) {
            // the client went away, or close() ended the connection: nobody is left to tell
        } finally {
            connections.remove(socket);
        }
    }

    private void handleRequest(HttpServerConnection connection, Socket socket) throws IOException, HttpException {
        try {
            service.handleRequest(connection, HttpCoreContext.create());
        } catch (ConnectionResetException e) {
            socket.setSoLinger(true, 0); // closing resets
            throw e;
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing to be done about it
        }
    }
}

package io.github.scpsdk.emulator;

import io.github.scpsdk.emulator.internal.Platform;
import io.github.scpsdk.emulator.internal.RequestLog;
import io.github.scpsdk.emulator.internal.api.Catalogue;
import io.github.scpsdk.emulator.internal.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An embedded Samsung Cloud Platform for its storage services, on this machine only. It checks every request as strictly
 * as the API's descriptions allow, signature included, and answers what they document.
 *
 * <pre>{@code
 * try (ScpEmulator scp = ScpEmulator.start()) {
 *     // endpoint: scp.endpoint("kr-west1"), keys: ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY
 * }
 * }</pre>
 *
 * <p>Regions are the first segment of the path; the header {@code Scp-Api-Version} tells the services apart. Threads may
 * share it.
 */
public final class ScpEmulator implements AutoCloseable {
    /** An access key that every emulator knows and no platform does. */
    public static final String DEMO_ACCESS_KEY = "EMULATOR-DEMO-ACCESS-KEY";

    /** The secret key that belongs to {@link #DEMO_ACCESS_KEY}. Published, hence no secret. */
    public static final String DEMO_SECRET_KEY = "emulator-demo-secret-key-not-a-real-one";

    /** The region of {@link #endpoint()}. Every service is there. */
    public static final String DEFAULT_REGION = "kr-west1";

    private final RequestLog log = new RequestLog();
    private final Map<String, String> keys;
    private final Platform platform;
    private final LoopbackServer server;

    private ScpEmulator(Builder builder) {
        this.keys = new ConcurrentHashMap<>(builder.keys);
        this.platform = new Platform(Catalogue.ofThisModule(), keys, builder.clock, log, builder.responder);
        try {
            this.server = new LoopbackServer(builder.port, platform);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * Starts one on a free port, with the demo keys.
     *
     * @return a running emulator, to be closed
     */
    public static ScpEmulator start() {
        return builder().start();
    }

    /**
     * Starts one that differs in something.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the port on 127.0.0.1} */
    public int port() {
        return server.port();
    }

    /** {@return what a client takes as its endpoint for {@link #DEFAULT_REGION}} */
    public URI endpoint() {
        return endpoint(DEFAULT_REGION);
    }

    /**
     * {@return what a client takes as its endpoint for a region}
     *
     * @param region for example {@code kr-west1}; one that the platform does not have gets the gateway's 404 when it is
     *     called
     */
    public URI endpoint(String region) {
        return URI.create("http://127.0.0.1:" + port() + "/" + region);
    }

    /**
     * Accepts another pair of keys from now on.
     *
     * @param accessKey the half that is sent
     * @param secretKey the half that signs
     */
    public void addKey(String accessKey, String secretKey) {
        keys.put(accessKey, secretKey);
    }

    /**
     * Changes who answers calls from now on; {@link Responder#documented()} is how it starts.
     *
     * @param responder asked for every request that passes the checks
     */
    public void respondWith(Responder responder) {
        platform.respondWith(Objects.requireNonNull(responder, "responder"));
    }

    /** {@return the latest requests that arrived, refused ones too, oldest first; a few thousand are kept} */
    public List<ReceivedRequest> requests() {
        return log.all();
    }

    /** Forgets the requests that arrived. */
    public void clearRequests() {
        log.clear();
    }

    /** Stops at once and ends every connection; its port is free afterwards. Doing it twice does nothing. */
    @Override
    public void close() {
        server.close();
    }

    /** What an emulator is started with. */
    public static final class Builder {
        private final Map<String, String> keys = new ConcurrentHashMap<>(Map.of(DEMO_ACCESS_KEY, DEMO_SECRET_KEY));
        private int port;
        private Clock clock = Clock.systemUTC();
        private Responder responder = Responder.documented();

        private Builder() {}

        /**
         * The port on 127.0.0.1.
         *
         * @param number 0, as without this, takes any that is free
         * @return this
         */
        public Builder port(int number) {
            if (number < 0 || number > 65535) {
                throw new IllegalArgumentException("A port is 0 to 65535, not " + number + ".");
            }
            this.port = number;
            return this;
        }

        /**
         * Accepts another pair of keys besides the demo keys.
         *
         * @param accessKey the half that is sent
         * @param secretKey the half that signs
         * @return this
         */
        public Builder key(String accessKey, String secretKey) {
            keys.put(accessKey, secretKey);
            return this;
        }

        /**
         * What the time is: timestamps of requests are held against it.
         *
         * @param source the system's clock unless set
         * @return this
         */
        public Builder clock(Clock source) {
            this.clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /**
         * Who answers calls.
         *
         * @param first {@link Responder#documented()} unless set
         * @return this
         */
        public Builder responder(Responder first) {
            this.responder = Objects.requireNonNull(first, "responder");
            return this;
        }

        /**
         * Starts it.
         *
         * @return a running emulator, to be closed
         * @throws UncheckedIOException when the port is in use; the message says so
         */
        public ScpEmulator start() {
            return new ScpEmulator(this);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.Platform;
import io.github.scpsdk.emulator.internal.RequestLog;
import io.github.scpsdk.emulator.internal.control.Control;
import io.github.scpsdk.emulator.internal.control.Status;
import io.github.scpsdk.emulator.internal.description.Behaviour;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.Json;
import io.github.scpsdk.emulator.internal.faults.Faults;
import io.github.scpsdk.emulator.internal.http.LoopbackServer;
import io.github.scpsdk.emulator.internal.refusal.Refusals;
import io.github.scpsdk.emulator.internal.replay.ReplayBehaviour;
import io.github.scpsdk.emulator.internal.rules.Delays;
import io.github.scpsdk.emulator.internal.rules.Registry;
import io.github.scpsdk.emulator.internal.rules.RuleBook;
import io.github.scpsdk.emulator.internal.rules.StatefulBehaviour;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Journal;
import io.github.scpsdk.emulator.internal.state.ShiftedClock;
import io.github.scpsdk.emulator.internal.state.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An embedded emulator of the storage services of Samsung Cloud Platform, reachable from this machine only. It checks every
 * request, including its signature, and keeps state: what is created is listed, shown, changed and deleted.
 *
 * <pre>{@code
 * try (ScpEmulator scp = ScpEmulator.start()) {
 *     // endpoint: scp.endpoint("kr-west1"), keys: ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY
 * }
 * }</pre>
 *
 * <p>Regions are the first segment of the path; the next segment, or the header {@code Scp-Api-Version}, tells the services
 * apart. May be shared by any number of threads.
 */
public final class ScpEmulator implements AutoCloseable {
    /** An access key that every emulator knows and no platform does. */
    public static final String DEMO_ACCESS_KEY = "EMULATOR-DEMO-ACCESS-KEY";

    /** The secret key that belongs to {@link #DEMO_ACCESS_KEY}. It is published and therefore no secret. */
    public static final String DEMO_SECRET_KEY = "emulator-demo-secret-key-not-a-real-one";

    /** The region of {@link #endpoint()}. Every service is there. */
    public static final String DEFAULT_REGION = "kr-west1";

    private static final String ACCOUNT_ID = "0e3dffc50eb247a1adf4f2e5c82c4f99";

    private final RequestLog log = new RequestLog();
    private final Map<String, String> keys;
    private final ShiftedClock clock;
    private final ShiftedClock gatewayClock;
    private final Faults faults;
    private final Store store;
    private final Delays delays;
    private final Registry registry;
    private final RuleBook rules = RuleBook.ofThisModule();
    private final StatefulBehaviour state;
    private final @Nullable Journal journal;
    private final Platform platform;
    private final LoopbackServer server;

    private ScpEmulator(Builder builder) {
        this.keys = new ConcurrentHashMap<>(builder.keys);
        this.clock = new ShiftedClock(builder.clock);
        this.gatewayClock = new ShiftedClock(builder.clock);
        this.faults = new Faults(clock);
        this.store = new Store(clock);
        this.delays = builder.delays;
        this.registry = new Registry(store, builder.strictReferences);
        Refusals refusals = Refusals.ofThisModule();
        Behaviour replay = new ReplayBehaviour();
        this.state = new StatefulBehaviour(new World(store, registry, delays, refusals, ACCOUNT_ID), rules, replay);
        this.journal = builder.folder == null ? null : Journal.open(builder.folder);
        if (journal != null) {
            store.keepIn(journal);
        }
        this.platform = new Platform(
                builder.certainVersionsOnly ? Catalogue.ofThisModule().withoutUncertain() : Catalogue.ofThisModule(),
                refusals,
                builder.replaying ? replay : state,
                faults,
                builder.strictRequests,
                keys,
                gatewayClock,
                log,
                builder.responder);
        try {
            this.server =
                    new LoopbackServer(builder.port, new Control(this, new Status(this, state, store, keys), platform));
        } catch (IOException e) {
            closeJournal();
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * Starts an emulator on a free port, with the demo keys.
     *
     * @return a running emulator, to be closed
     */
    public static ScpEmulator start() {
        return builder().start();
    }

    /**
     * For an emulator with settings of its own.
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

    /** {@return the {@code endpointOverride} of a client for {@link #DEFAULT_REGION}} */
    public URI endpoint() {
        return endpoint(DEFAULT_REGION);
    }

    /**
     * {@return the {@code endpointOverride} of a client for a region}
     *
     * @param region for example {@code kr-west1}; one that the platform does not have gets the gateway's 404 when it is
     *     called
     */
    public URI endpoint(String region) {
        return URI.create("http://127.0.0.1:" + port() + "/" + region);
    }

    /**
     * {@return the {@code endpointOverride} of a client that does not name its service in a header}
     *
     * @param region  for example {@code kr-west1}
     * @param service its host name, for example {@code filestorage}
     */
    public URI endpoint(String region, String service) {
        return URI.create(endpoint(region) + "/" + service);
    }

    /** {@return the address of the status page, for a browser on this machine} */
    public URI statusPage() {
        return URI.create("http://127.0.0.1:" + port() + "/_emulator/");
    }

    /** {@return the clock inside, which a test can move forward} */
    public EmulatorClock clock() {
        return new EmulatorClock(clock, () -> state.hold(() -> true));
    }

    /**
     * Sets how long it takes until the effect of an operation is complete, for calls from now on.
     *
     * @param service   its host name, for example {@code filestorage}
     * @param operation as the description names it, for example {@code createVolume}
     * @param delay     0 unless set
     * @throws IllegalArgumentException if there is no such service or operation
     */
    public void delay(String service, String operation, Duration delay) {
        Builder.checkDelay(delay);
        rules.check(service, operation);
        delays.set(service, operation, delay);
    }

    /**
     * Lets something go wrong from now on. Faults meet calls that pass every check.
     *
     * @param fault added to those that are switched on
     * @throws IllegalArgumentException if it is for a service or operation that does not exist
     */
    public void inject(Fault fault) {
        rules.check(fault.service(), fault.operation());
        faults.add(Objects.requireNonNull(fault, "fault"));
    }

    /** {@return the faults that are switched on, without those that have met all their calls} */
    public List<Fault> faults() {
        return faults.all();
    }

    /** Switches all faults off, and puts the clock of the gateway right. */
    public void clearFaults() {
        faults.clear();
        skewClock(Duration.ZERO);
    }

    /**
     * Lets the clock be wrong that timestamps of requests are checked against, and that responses are dated by.
     *
     * @param by negative when it is behind
     */
    public void skewClock(Duration by) {
        gatewayClock.ahead(by);
    }

    /** Removes everything that was created. Settings, keys, the clock and the log of requests stay. */
    public void reset() {
        state.hold(() -> {
            store.clear();
            return true;
        });
    }

    /**
     * {@return what exists outside of storage in a region, to be told of: servers, subnets, buckets}
     *
     * @param region for example {@code kr-west1}
     * @throws IllegalArgumentException if there is no such region
     */
    public Seed seed(String region) {
        Set<String> regions = Catalogue.ofThisModule().regions();
        if (!regions.contains(region)) {
            throw new IllegalArgumentException(
                    "There is no region '" + region + "'; there are " + String.join(", ", regions) + ".");
        }
        return new Seed(region, registry, state);
    }

    /** {@return the whole state as JSON, with the clock inside and what is still to happen, but without keys} */
    public String saveState() {
        return state.hold(store::save).toPrettyString();
    }

    /**
     * Replaces the whole state.
     *
     * @param json what {@link #saveState()} returned, here or elsewhere
     * @throws IllegalArgumentException if it is something else
     */
    public void loadState(String json) {
        JsonNode saved;
        try {
            saved = Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The state is no JSON.", e);
        }
        state.hold(() -> {
            store.load(saved);
            return true;
        });
    }

    /**
     * Accepts another pair of keys from now on.
     *
     * @param accessKey the half that is sent
     * @param secretKey the half that signs
     */
    public void addKey(String accessKey, String secretKey) {
        add(keys, accessKey, secretKey);
    }

    private static void add(Map<String, String> keys, String accessKey, String secretKey) {
        if (accessKey.isBlank()) {
            throw new IllegalArgumentException("An access key must not be blank.");
        }
        if (secretKey.isBlank()) {
            throw new IllegalArgumentException("A secret key must not be blank.");
        }
        keys.put(accessKey, secretKey);
    }

    /**
     * Replaces the responder that responds to calls; the first one is {@link Responder#emulated()}.
     *
     * @param responder called for every request that passes the checks
     */
    public void respondWith(Responder responder) {
        platform.respondWith(Objects.requireNonNull(responder, "responder"));
    }

    /** What tests of a class start with. */
    record Baseline(String state, Responder responder, Map<String, Duration> delays, List<Fault> faults) {}

    /** What there is now, to be restored later; the log of requests is forgotten. */
    Baseline baseline() {
        clearRequests();
        return new Baseline(saveState(), platform.responder(), delays.all(), faults());
    }

    /** Restores what there was; the log of requests is forgotten. */
    void restore(Baseline baseline) {
        loadState(baseline.state());
        respondWith(baseline.responder());
        delays.setAll(baseline.delays());
        clearFaults();
        baseline.faults().forEach(this::inject);
        clearRequests();
    }

    /** {@return the latest requests that arrived, refused ones too, oldest first; the latest 2,000 are kept, with at most 32 MiB of bodies} */
    public List<ReceivedRequest> requests() {
        return log.all();
    }

    /** Forgets the requests that arrived. */
    public void clearRequests() {
        log.clear();
    }

    /** Stops at once and closes every connection; the port is free afterwards. Closing again does nothing. */
    @Override
    public void close() {
        server.close();
        closeJournal();
    }

    private void closeJournal() {
        if (journal != null) {
            store.release(journal);
        }
    }

    /** The settings of an emulator. */
    public static final class Builder {
        private final Map<String, String> keys = new ConcurrentHashMap<>(Map.of(DEMO_ACCESS_KEY, DEMO_SECRET_KEY));
        private int port;
        private Clock clock = Clock.systemUTC();
        private Responder responder = Responder.emulated();
        private Delays delays = Delays.none();
        private @Nullable Path folder;
        private boolean replaying;
        private boolean strictRequests;
        private boolean strictReferences;
        private boolean certainVersionsOnly;

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
            add(keys, accessKey, secretKey);
            return this;
        }

        /**
         * The clock that timestamps of requests are checked against.
         *
         * @param source the system's clock unless set
         * @return this
         */
        public Builder clock(Clock source) {
            this.clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /**
         * The responder that responds to calls.
         *
         * @param first {@link Responder#emulated()} unless set
         * @return this
         */
        public Builder responder(Responder first) {
            this.responder = Objects.requireNonNull(first, "responder");
            return this;
        }

        /**
         * Keeps no state: each call is responded to with its documented success.
         *
         * @return this
         */
        public Builder replaying() {
            this.replaying = true;
            return this;
        }

        /**
         * Refuses what the platform overlooks in requests: unknown parameters and fields, missing {@code Accept-Language},
         * {@code Content-Type} without a body. Errors of shape name the field. This finds mistakes of a client.
         *
         * @return this
         */
        public Builder strictRequests() {
            this.strictRequests = true;
            return this;
        }

        /**
         * Refuses with 406 the versions that the platform may refuse by now: those of its guide, where a newer one is
         * known. An application finds out so what it depends on.
         *
         * @return this
         */
        public Builder certainVersionsOnly() {
            this.certainVersionsOnly = true;
            return this;
        }

        /**
         * Refuses servers and other things outside storage that the emulator was not told of; without this, each exists.
         *
         * @return this
         */
        public Builder strictReferences() {
            this.strictReferences = true;
            return this;
        }

        /**
         * Keeps the state in a folder, over the end of the program. What was responded to is there, even if the process is
         * killed. A folder belongs to one emulator at a time.
         *
         * @param directory created if it does not exist
         * @return this
         */
        public Builder persistIn(Path directory) {
            this.folder = directory;
            return this;
        }

        /**
         * Lets long operations take some seconds, as is good to look at; without this, they take no time.
         *
         * @return this
         */
        public Builder demonstrationDelays() {
            this.delays = Delays.forDemonstration();
            return this;
        }

        /**
         * Sets how long it takes until the effect of an operation is complete.
         *
         * @param service   its host name, for example {@code filestorage}
         * @param operation as the description names it, for example {@code createVolume}
         * @param delay     0 unless set
         * @return this
         */
        public Builder delay(String service, String operation, Duration delay) {
            checkDelay(delay);
            RuleBook.ofThisModule().check(service, operation);
            delays.set(service, operation, delay);
            return this;
        }

        private static void checkDelay(Duration delay) {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("A delay is 0 or more, not " + delay + ".");
            }
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

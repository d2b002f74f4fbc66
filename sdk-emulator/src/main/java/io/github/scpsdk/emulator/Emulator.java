// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.Dispatcher;
import io.github.scpsdk.emulator.internal.EmulatedSystem;
import io.github.scpsdk.emulator.internal.RequestLog;
import io.github.scpsdk.emulator.internal.TokenSystem;
import io.github.scpsdk.emulator.internal.auth.Tokens;
import io.github.scpsdk.emulator.internal.control.Control;
import io.github.scpsdk.emulator.internal.control.Status;
import io.github.scpsdk.emulator.internal.description.Behaviour;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.description.Json;
import io.github.scpsdk.emulator.internal.faults.Faults;
import io.github.scpsdk.emulator.internal.http.LoopbackServer;
import io.github.scpsdk.emulator.internal.refusal.DescribedErrors;
import io.github.scpsdk.emulator.internal.refusal.Refusals;
import io.github.scpsdk.emulator.internal.replay.ReplayBehaviour;
import io.github.scpsdk.emulator.internal.rules.Delays;
import io.github.scpsdk.emulator.internal.rules.Registry;
import io.github.scpsdk.emulator.internal.rules.RuleBook;
import io.github.scpsdk.emulator.internal.rules.ServiceRules;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An embedded emulator of one system, reachable from this machine only: what all emulators have. It checks every request,
 * and keeps state. May be shared by any number of threads.
 */
public abstract sealed class Emulator implements AutoCloseable
        permits ScpEmulator, OtcCbrEmulator, UnitrendsEmulator, ZStackEmulator {
    /** A user that every emulator whose callers log in knows, and no system does. */
    public static final String DEMO_USER = "emulator-demo-user";

    /** The password of {@link #DEMO_USER}. It is published and therefore no secret. */
    public static final String DEMO_PASSWORD = "emulator-demo-password-not-a-real-one";

    private static final String ACCOUNT_ID = "0e3dffc50eb247a1adf4f2e5c82c4f99";

    private final RequestLog log = new RequestLog();
    private final ShiftedClock clock;
    private final ShiftedClock gatewayClock;
    private final Faults faults;
    private final Store store;
    private final Delays delays;
    private final RuleBook rules;
    private final StatefulBehaviour state;
    private final @Nullable Journal journal;
    private final Dispatcher dispatcher;
    private final LoopbackServer server;

    /** What the parts of an emulator are made with: the clock inside, that of the gateway, and the store. */
    record Basics(ShiftedClock clock, ShiftedClock gatewayClock, Store store) {

        static Basics of(Builder<?> builder) {
            ShiftedClock clock = new ShiftedClock(builder.clock);
            return new Basics(clock, new ShiftedClock(builder.clock), new Store(clock));
        }
    }

    /**
     * What one system adds.
     *
     * @param system   its own way with requests
     * @param rules    what its operations do
     * @param registry what exists outside
     * @param replays  whether documented examples are responded, in place of the rules
     * @param secrets  what the status page masks wherever it appears
     */
    record Parts(
            EmulatedSystem system,
            RuleBook rules,
            Registry registry,
            boolean replays,
            Supplier<Collection<String>> secrets) {

        /**
         * What a system adds whose callers log in.
         *
         * @param regions where it is; empty for one that is in one place
         * @param scope   the parameter of paths that a token has to be good for; empty for none
         * @param rules   made with the tokens that logins give out
         */
        static Parts of(
                LoginBuilder<?> builder,
                Basics basics,
                DescribedVersion described,
                List<String> regions,
                String scope,
                Function<Tokens, ServiceRules> rules) {
            Tokens tokens = new Tokens(basics.clock(), Duration.parse(described.known("token/lifetime")));
            builder.users.forEach(tokens::addUser);
            Refusals refusals = Refusals.in(new DescribedErrors(described));
            return new Parts(
                    new TokenSystem(described, regions, scope, tokens, refusals),
                    new RuleBook(List.of(rules.apply(tokens))),
                    new Registry(basics.store(), false),
                    false,
                    List::of);
        }
    }

    Emulator(Builder<?> builder, Basics basics, Parts parts) {
        this.clock = basics.clock();
        this.gatewayClock = basics.gatewayClock();
        this.store = basics.store();
        this.delays = builder.delays;
        this.rules = parts.rules();
        this.faults = new Faults(clock, parts.system().refusals());
        Behaviour replay = new ReplayBehaviour();
        this.state = new StatefulBehaviour(
                new World(store, parts.registry(), delays, parts.system().refusals(), ACCOUNT_ID), rules, replay);
        this.journal = builder.folder == null ? null : Journal.open(builder.folder);
        if (journal != null) {
            store.keepIn(journal);
        }
        this.dispatcher = new Dispatcher(
                parts.system(),
                parts.replays() ? replay : state,
                faults,
                builder.strictRequests,
                gatewayClock,
                log,
                builder.responder);
        Status status = new Status(this, title(), this::served, state, store, parts.secrets());
        try {
            this.server = new LoopbackServer(builder.port, new Control(this, this::seed, status, dispatcher));
        } catch (IOException e) {
            closeJournal();
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** What the system is called. */
    abstract String title();

    /** What somebody has to know who starts it as a program: the address first. */
    abstract List<String> introduction();

    /** Reads what first calls need, so that they need not wait for it. */
    abstract void readAhead();

    /** What is served, and where. */
    abstract List<Status.Served> served();

    /** Takes what {@code POST /_emulator/seed} was told. */
    abstract void seed(JsonNode told);

    /** Does something with the state while no request does. */
    final <T> T tell(Supplier<T> what) {
        return state.hold(what);
    }

    /** The same for all whose callers log in. */
    static List<String> introduction(String title, URI endpoint) {
        return List.of(
                title + " emulator: " + endpoint,
                "  user      " + DEMO_USER,
                "  password  " + DEMO_PASSWORD,
                "Give a client this address as its endpointOverride, and this login.");
    }

    /** The one version of a system of others. */
    static DescribedVersion described(String system) {
        return Catalogue.ofNeighbours().versions(system).get(0);
    }

    /** {@return the port on 127.0.0.1} */
    public int port() {
        return server.port();
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
        checkDelay(delay);
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
     * Replaces the responder that responds to calls; the first one is {@link Responder#emulated()}.
     *
     * @param responder called for every request that passes the checks
     */
    public void respondWith(Responder responder) {
        dispatcher.respondWith(Objects.requireNonNull(responder, "responder"));
    }

    /** What {@link #baseline()} remembers. Not for use with another emulator. */
    public static final class Baseline {
        private final String state;
        private final Responder responder;
        private final Map<String, Duration> delays;
        private final List<Fault> faults;

        private Baseline(Emulator emulator) {
            this.state = emulator.saveState();
            this.responder = emulator.dispatcher.responder();
            this.delays = emulator.delays.all();
            this.faults = emulator.faults();
        }
    }

    /**
     * Remembers the state, the responder, the delays and the faults, for tests that each start with the same. Forgets the requests that
     * arrived.
     *
     * @return what there is now, for {@link #restore}
     */
    public Baseline baseline() {
        clearRequests();
        return new Baseline(this);
    }

    /**
     * Restores what there was, puts the clock of the gateway right, and forgets the requests that arrived.
     *
     * @param baseline what {@link #baseline()} returned
     */
    public void restore(Baseline baseline) {
        loadState(baseline.state);
        respondWith(baseline.responder);
        delays.setAll(baseline.delays);
        clearFaults();
        baseline.faults.forEach(this::inject);
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

    private static void checkDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A delay is 0 or more, not " + delay + ".");
        }
    }

    /**
     * The settings that all emulators have.
     *
     * @param <B> the builder itself
     */
    public abstract static sealed class Builder<B extends Builder<B>> permits ScpEmulator.Builder, LoginBuilder {
        private int port;
        private Clock clock = Clock.systemUTC();
        private Responder responder = Responder.emulated();
        private Delays delays = Delays.none();
        private @Nullable Path folder;
        private boolean strictRequests;

        Builder() {}

        abstract B self();

        /** Refuses the name of a service or of an operation that does not exist. */
        abstract void check(String service, String operation);

        /**
         * Starts it.
         *
         * @return a running emulator, to be closed
         * @throws UncheckedIOException when the port is in use; the message says so
         */
        public abstract Emulator start();

        /**
         * The port on 127.0.0.1.
         *
         * @param number 0, as without this, takes any that is free
         * @return this
         */
        public B port(int number) {
            if (number < 0 || number > 65535) {
                throw new IllegalArgumentException("A port is 0 to 65535, not " + number + ".");
            }
            this.port = number;
            return self();
        }

        /**
         * The clock that timestamps of requests are checked against.
         *
         * @param source the system's clock unless set
         * @return this
         */
        public B clock(Clock source) {
            this.clock = Objects.requireNonNull(source, "clock");
            return self();
        }

        /**
         * The responder that responds to calls.
         *
         * @param first {@link Responder#emulated()} unless set
         * @return this
         */
        public B responder(Responder first) {
            this.responder = Objects.requireNonNull(first, "responder");
            return self();
        }

        /**
         * Refuses what the system overlooks in requests: unknown parameters and fields, missing {@code Accept-Language},
         * {@code Content-Type} without a body. Errors of shape name the field. This finds mistakes of a client.
         *
         * @return this
         */
        public B strictRequests() {
            this.strictRequests = true;
            return self();
        }

        /**
         * Keeps the state in a folder, over the end of the program. What was responded to is there, even if the process is
         * killed. A folder belongs to one emulator at a time.
         *
         * @param directory created if it does not exist
         * @return this
         */
        public B persistIn(Path directory) {
            this.folder = directory;
            return self();
        }

        /**
         * Lets long operations take some seconds, as is good to look at; without this, they take no time.
         *
         * @return this
         */
        public B demonstrationDelays() {
            this.delays = Delays.forDemonstration();
            return self();
        }

        /**
         * Sets how long it takes until the effect of an operation is complete.
         *
         * @param service   its host name, for example {@code filestorage}
         * @param operation as the description names it, for example {@code createVolume}
         * @param delay     0 unless set
         * @return this
         * @throws IllegalArgumentException if there is no such service or operation
         */
        public B delay(String service, String operation, Duration delay) {
            checkDelay(delay);
            check(service, operation);
            delays.set(service, operation, delay);
            return self();
        }
    }

    /**
     * The settings of emulators whose callers log in.
     *
     * @param <B> the builder itself
     */
    public abstract static sealed class LoginBuilder<B extends LoginBuilder<B>> extends Builder<B>
            permits OtcCbrEmulator.Builder, UnitrendsEmulator.Builder, ZStackEmulator.Builder {
        private final Map<String, String> users = new TreeMap<>(Map.of(DEMO_USER, DEMO_PASSWORD));

        LoginBuilder() {}

        abstract DescribedVersion described();

        @Override
        void check(String service, String operation) {
            boolean exists = service.equals(described().service())
                    && described().operations().stream()
                            .anyMatch(each -> each.id().equals(operation));
            if (!exists) {
                throw new IllegalArgumentException(
                        "There is no operation '" + operation + "' of a service '" + service + "'.");
            }
        }

        /**
         * Lets somebody log in besides the demo user.
         *
         * @param name     of the user
         * @param password of the user
         * @return this
         */
        public B user(String name, String password) {
            users.put(name, password);
            return self();
        }
    }
}

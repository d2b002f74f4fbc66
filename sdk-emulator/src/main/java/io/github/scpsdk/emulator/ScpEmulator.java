// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.ScpSystem;
import io.github.scpsdk.emulator.internal.control.Control;
import io.github.scpsdk.emulator.internal.control.Status;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.refusal.Refusals;
import io.github.scpsdk.emulator.internal.rules.Registry;
import io.github.scpsdk.emulator.internal.rules.RuleBook;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

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
public final class ScpEmulator extends Emulator {
    /** An access key that every emulator knows and no platform does. */
    public static final String DEMO_ACCESS_KEY = "EMULATOR-DEMO-ACCESS-KEY";

    /** The secret key that belongs to {@link #DEMO_ACCESS_KEY}. It is published and therefore no secret. */
    public static final String DEMO_SECRET_KEY = "emulator-demo-secret-key-not-a-real-one";

    /** The region of {@link #endpoint()}. Every service is there. */
    public static final String DEFAULT_REGION = "kr-west1";

    private final Map<String, String> keys;
    private final Map<String, String> secrets; // also of keys that were removed
    private final Registry registry;

    private ScpEmulator(Builder builder) {
        this(builder, Basics.of(builder), new ConcurrentHashMap<>(builder.keys), new ConcurrentHashMap<>(builder.keys));
    }

    private ScpEmulator(Builder builder, Basics basics, Map<String, String> keys, Map<String, String> secrets) {
        this(builder, basics, keys, secrets, new Registry(basics.store(), builder.strictReferences));
    }

    private ScpEmulator(
            Builder builder, Basics basics, Map<String, String> keys, Map<String, String> secrets, Registry registry) {
        super(
                builder,
                basics,
                new Parts(
                        new ScpSystem(
                                builder.certainVersionsOnly
                                        ? Catalogue.ofThisModule().withoutUncertain()
                                        : Catalogue.ofThisModule(),
                                Refusals.ofThisModule(),
                                keys,
                                basics.gatewayClock()),
                        RuleBook.ofThisModule(),
                        registry,
                        builder.replaying,
                        () -> Stream.concat(secrets.keySet().stream(), secrets.values().stream())
                                .toList()));
        this.keys = keys;
        this.secrets = secrets;
        this.registry = registry;
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
        return new Seed(region, registry, this::tell);
    }

    /**
     * Accepts another pair of keys from now on.
     *
     * @param accessKey the half that is sent
     * @param secretKey the half that signs
     */
    public void addKey(String accessKey, String secretKey) {
        add(secrets, accessKey, secretKey);
        add(keys, accessKey, secretKey);
    }

    /**
     * Refuses a pair of keys from now on with a 401, as if it was deleted in the console.
     *
     * @param accessKey the half that is sent, also {@link #DEMO_ACCESS_KEY}
     */
    public void removeKey(String accessKey) {
        keys.remove(accessKey);
    }

    @Override
    String title() {
        return "Samsung Cloud Platform";
    }

    @Override
    List<String> introduction() {
        List<String> lines = new ArrayList<>(List.of(
                "Samsung Cloud Platform emulator: " + endpoint(),
                "  access key  " + DEMO_ACCESS_KEY,
                "  secret key  " + DEMO_SECRET_KEY,
                "Give a client this address as its endpointOverride (other regions: another last part) and these keys.",
                "For clients that send no Scp-Api-Version, each service has an address of its own:"));
        served().forEach(service -> lines.add("  " + service.address()));
        lines.add("Unsigned requests are answered 404, as on the platform.");
        return lines;
    }

    @Override
    void readAhead() {
        Catalogue catalogue = Catalogue.ofThisModule();
        catalogue
                .services()
                .forEach(service -> catalogue.versions(service).get(0).operations());
    }

    @Override
    List<Status.Served> served() {
        Catalogue catalogue = Catalogue.ofThisModule();
        return catalogue.services().stream()
                .map(service -> new Status.Served(
                        service,
                        endpoint(DEFAULT_REGION, service),
                        catalogue.versions(service).stream()
                                .map(DescribedVersion::version)
                                .toList()))
                .toList();
    }

    @Override
    void seed(JsonNode told) {
        Seed seed = seed(Control.text(told, "region"));
        for (JsonNode server : told.path("servers")) {
            String id = Control.text(server, "id");
            seed.server(
                    id,
                    server.path("name").asText(id),
                    server.path("type").asText("VM"),
                    server.path("os").asText("LINUX"));
        }
        for (JsonNode subnet : told.path("subnets")) {
            String id = Control.text(subnet, "id");
            seed.subnet(id, subnet.path("name").asText(id), subnet.path("cidr").asText("192.168.0.0/24"));
        }
        for (JsonNode bucket : told.path("buckets")) {
            seed.bucket(Control.text(bucket, "name"));
            for (JsonNode object : bucket.path("objects")) {
                seed.object(
                        Control.text(bucket, "name"),
                        Control.text(object, "path"),
                        object.path("size").longValue());
            }
        }
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

    /** The settings of an emulator. */
    public static final class Builder extends Emulator.Builder<Builder> {
        private final Map<String, String> keys = new ConcurrentHashMap<>(Map.of(DEMO_ACCESS_KEY, DEMO_SECRET_KEY));
        private boolean replaying;
        private boolean strictReferences;
        private boolean certainVersionsOnly;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        @Override
        void check(String service, String operation) {
            RuleBook.ofThisModule().check(service, operation);
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
         * Keeps no state: each call is responded to with its documented success.
         *
         * @return this
         */
        public Builder replaying() {
            this.replaying = true;
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

        @Override
        public ScpEmulator start() {
            return new ScpEmulator(this);
        }
    }
}

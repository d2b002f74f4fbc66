// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.control.Control;
import io.github.scpsdk.emulator.internal.control.Status;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.description.Location;
import io.github.scpsdk.emulator.internal.rules.otccbr.OtcCbrRules;
import io.github.scpsdk.emulator.internal.state.Store;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An embedded emulator of Cloud Backup and Recovery of the Open Telekom Cloud, reachable from this machine only, with its
 * regions and the login of the identity service. It checks every request, and keeps state: backups are made, replicated to
 * another region, shown and deleted.
 *
 * <pre>{@code
 * try (OtcCbrEmulator otc = OtcCbrEmulator.start()) {
 *     // endpoint: otc.endpoint("eu-de"), login: DEMO_USER, DEMO_PASSWORD, DEMO_DOMAIN, any project
 * }
 * }</pre>
 */
public final class OtcCbrEmulator extends Emulator {
    /** The domain of all users. */
    public static final String DEMO_DOMAIN = "emulator-demo-domain";

    /** The region of {@link #endpoint()}. */
    public static final String DEFAULT_REGION = "eu-de";

    private static final DescribedVersion DESCRIBED = described("otc-cbr");

    private final Store store;
    private final List<String> regions;

    private OtcCbrEmulator(Builder builder) {
        this(builder, Basics.of(builder));
    }

    private OtcCbrEmulator(Builder builder, Basics basics) {
        super(
                builder,
                basics,
                Parts.of(
                        builder,
                        basics,
                        DESCRIBED,
                        List.copyOf(builder.regions),
                        "project_id",
                        tokens -> new OtcCbrRules(tokens, DEMO_DOMAIN, List.copyOf(builder.regions))));
        this.store = basics.store();
        this.regions = List.copyOf(builder.regions);
    }

    /**
     * Starts an emulator on a free port, with the demo user.
     *
     * @return a running emulator, to be closed
     */
    public static OtcCbrEmulator start() {
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
     * {@return the {@code endpointOverride} of a client for a region, for backups and for the login}
     *
     * @param region for example {@code eu-nl}
     */
    public URI endpoint(String region) {
        return URI.create("http://127.0.0.1:" + port() + "/" + region);
    }

    /**
     * {@return what is in a project without a request that made it, to be told of}
     *
     * @param region  for example {@code eu-de}
     * @param project its id; every project exists
     */
    public OtcCbrSeed seed(String region, String project) {
        if (!regions.contains(region)) {
            throw new IllegalArgumentException("The regions are " + regions + ", not " + region + ".");
        }
        return new OtcCbrSeed(this, store, region, project);
    }

    @Override
    String title() {
        return "Open Telekom Cloud CBR";
    }

    @Override
    List<String> introduction() {
        List<String> lines = new ArrayList<>(introduction(title(), endpoint()));
        lines.add("  domain    " + DEMO_DOMAIN + ", any project; other regions: another last part of the address");
        return lines;
    }

    @Override
    void readAhead() {
        DESCRIBED.operations();
    }

    @Override
    List<Status.Served> served() {
        return regions.stream()
                .map(region -> new Status.Served("otc-cbr", endpoint(region), List.of(DESCRIBED.version())))
                .toList();
    }

    @Override
    void seed(JsonNode told) {
        OtcCbrSeed seed = seed(Control.text(told, "region"), Control.text(told, "project"));
        for (JsonNode vault : told.path("vaults")) {
            String id = Control.text(vault, "id");
            String name = vault.path("name").asText(id);
            if (vault.path("protect_type").asText().equals("replication")) {
                seed.vaultForReplicas(id, name);
            } else {
                seed.vault(id, name);
            }
        }
        for (JsonNode backup : told.path("backups")) {
            String id = Control.text(backup, "id");
            seed.backup(
                    id,
                    backup.path("name").asText(id),
                    Control.text(backup, "vault_id"),
                    Control.text(backup, "server_id"));
        }
    }

    /** The settings of an emulator. */
    public static final class Builder extends LoginBuilder<Builder> {
        private final Set<String> regions = new LinkedHashSet<>();

        private Builder() {
            DESCRIBED.locations().stream().map(Location::region).forEach(regions::add);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        DescribedVersion described() {
            return DESCRIBED;
        }

        /**
         * Adds a region to those of the cloud; backups are replicated between all of them.
         *
         * @param name for example {@code region1}
         * @return this
         */
        public Builder region(String name) {
            regions.add(name);
            return this;
        }

        @Override
        public OtcCbrEmulator start() {
            return new OtcCbrEmulator(this);
        }
    }
}

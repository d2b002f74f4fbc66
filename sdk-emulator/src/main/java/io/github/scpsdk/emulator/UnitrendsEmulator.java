// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.control.Control;
import io.github.scpsdk.emulator.internal.control.Status;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.rules.unitrends.UnitrendsRules;
import io.github.scpsdk.emulator.internal.state.Store;
import java.net.URI;
import java.util.List;

/**
 * An embedded emulator of a Unitrends appliance, reachable from this machine only. It checks every request, and keeps
 * state: other appliances ask to replicate to it and are accepted or rejected; it asks others, and runs jobs.
 *
 * <pre>{@code
 * try (UnitrendsEmulator appliance = UnitrendsEmulator.start()) {
 *     long request = appliance.seed().source("branch-1", "asset-1");
 *     // endpoint: appliance.endpoint(), login: DEMO_USER, DEMO_PASSWORD
 * }
 * }</pre>
 */
public final class UnitrendsEmulator extends Emulator {
    private static final DescribedVersion DESCRIBED = described("unitrends");

    private final Store store;

    private UnitrendsEmulator(Builder builder) {
        this(builder, Basics.of(builder));
    }

    private UnitrendsEmulator(Builder builder, Basics basics) {
        super(builder, basics, Parts.of(builder, basics, DESCRIBED, List.of(), "", UnitrendsRules::new));
        this.store = basics.store();
    }

    /**
     * Starts an emulator on a free port, with the demo user.
     *
     * @return a running emulator, to be closed
     */
    public static UnitrendsEmulator start() {
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

    /** {@return the {@code endpointOverride} of a client} */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** {@return what is there without a request that made it, to be told of} */
    public UnitrendsSeed seed() {
        return new UnitrendsSeed(this, store);
    }

    @Override
    String title() {
        return "Unitrends appliance";
    }

    @Override
    List<String> introduction() {
        return introduction(title(), endpoint());
    }

    @Override
    void readAhead() {
        DESCRIBED.operations();
    }

    @Override
    List<Status.Served> served() {
        return List.of(new Status.Served("unitrends", endpoint(), List.of(DESCRIBED.version())));
    }

    @Override
    void seed(JsonNode told) {
        for (JsonNode source : told.path("sources")) {
            seed().source(Control.text(source, "host"), source.path("asset_tag").asText());
        }
        for (JsonNode storage : told.path("storage")) {
            seed().storage(Control.text(storage, "name"));
        }
        for (JsonNode target : told.path("rejecting_targets")) {
            seed().rejectingTarget(
                            Control.text(target, "host"), target.path("message").asText());
        }
    }

    /** The settings of an emulator. */
    public static final class Builder extends LoginBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        @Override
        DescribedVersion described() {
            return DESCRIBED;
        }

        @Override
        public UnitrendsEmulator start() {
            return new UnitrendsEmulator(this);
        }
    }
}

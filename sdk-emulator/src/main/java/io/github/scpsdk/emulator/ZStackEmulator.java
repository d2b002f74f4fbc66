// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.control.Control;
import io.github.scpsdk.emulator.internal.control.Status;
import io.github.scpsdk.emulator.internal.description.DescribedOperation;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.rules.zstack.ZStackRules;
import io.github.scpsdk.emulator.internal.state.Store;
import java.net.URI;
import java.util.List;

/**
 * An embedded emulator of a ZStack management node, reachable from this machine only. It checks every request, and keeps
 * state: volumes are backed up to image stores, and backups copied to others. Long work is a job that is polled.
 *
 * <pre>{@code
 * try (ZStackEmulator zstack = ZStackEmulator.start()) {
 *     zstack.seed().volume(volumeUuid, "data", 1L << 30).imageStore(storeUuid, "local");
 *     // endpoint: zstack.endpoint(), login: DEMO_USER, DEMO_PASSWORD
 * }
 * }</pre>
 */
public final class ZStackEmulator extends Emulator {
    private static final DescribedVersion DESCRIBED = described("zstack").with(pollJob());

    private final Store store;

    private ZStackEmulator(Builder builder) {
        this(builder, Basics.of(builder));
    }

    private ZStackEmulator(Builder builder, Basics basics) {
        super(
                builder,
                basics,
                Parts.of(
                        builder,
                        basics,
                        DESCRIBED,
                        List.of(),
                        "",
                        tokens -> new ZStackRules(tokens, builder.synchronous)));
        this.store = basics.store();
    }

    /**
     * Starts an emulator on a free port, with the demo user.
     *
     * @return a running emulator, to be closed
     */
    public static ZStackEmulator start() {
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
    public ZStackSeed seed() {
        return new ZStackSeed(this, store);
    }

    /** The address of a job, which the description names in words alone. It needs no session. */
    private static DescribedOperation pollJob() {
        return DescribedOperation.undescribed("pollJob", "GET", ZStackRules.JOBS + "{uuid}", "uuid");
    }

    @Override
    String title() {
        return "ZStack";
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
        return List.of(new Status.Served("zstack", endpoint(), List.of(DESCRIBED.version())));
    }

    @Override
    void seed(JsonNode told) {
        for (JsonNode volume : told.path("volumes")) {
            String uuid = Control.text(volume, "uuid");
            seed().volume(
                            uuid,
                            volume.path("name").asText(uuid),
                            volume.path("size").longValue());
        }
        for (JsonNode imageStore : told.path("image_stores")) {
            String uuid = Control.text(imageStore, "uuid");
            seed().imageStore(uuid, imageStore.path("name").asText(uuid));
        }
    }

    /** The settings of an emulator. */
    public static final class Builder extends LoginBuilder<Builder> {
        private boolean synchronous;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        @Override
        DescribedVersion described() {
            return DESCRIBED;
        }

        /**
         * Does long work before it is responded to: the response to a start is 200 with what it led to, as the documentation
         * of ZStack shows it, in place of 202 with the address of a job.
         *
         * @return this
         */
        public Builder synchronous() {
            this.synchronous = true;
            return this;
        }

        @Override
        public ZStackEmulator start() {
            return new ZStackEmulator(this);
        }
    }
}

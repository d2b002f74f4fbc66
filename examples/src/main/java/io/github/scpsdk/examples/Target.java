// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.core.ScpClient;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.emulator.ScpEmulator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an example runs: an emulator that it starts for itself, or, only when asked with {@code --live}, the platform.
 *
 * <p>Against the emulator everything is set here, so that neither the environment nor {@code ~/.scpconf} is looked at.
 */
final class Target implements AutoCloseable {

    /** Where the examples make things. */
    static final String HOME = "kr-west1";

    /** Where they make copies. */
    static final String AWAY = "kr-east1";

    private final @Nullable ScpEmulator emulator;

    private Target(@Nullable ScpEmulator emulator) {
        this.emulator = emulator;
    }

    /** Chooses by the arguments of the program; the emulator is empty at first. */
    static Target of(String[] args) {
        if (Arrays.asList(args).contains("--live")) {
            return new Target(null);
        }
        ScpEmulator emulator = ScpEmulator.start();
        System.out.println("Running against an emulator on " + emulator.endpoint() + "; nothing leaves this machine.");
        return new Target(emulator);
    }

    /** An emulator, for an example that the platform would not do for us; with {@code --live} it says why and ends. */
    static Target emulated(String[] args, String why) {
        refuseLive(args, why);
        return of(args);
    }

    /** With {@code --live} it says why an example runs against emulators only, and ends. */
    static void refuseLive(String[] args, String why) {
        if (Arrays.asList(args).contains("--live")) {
            throw new IllegalArgumentException("This example runs against the emulator only: " + why + ".");
        }
    }

    /** Deletes what the example made; the platform may need minutes until it allows that. */
    Cleanup cleanup() {
        return new Cleanup(emulator == null ? Duration.ofMinutes(10) : Duration.ZERO);
    }

    /** The emulator; there is none with {@code --live}. */
    Optional<ScpEmulator> emulator() {
        return Optional.ofNullable(emulator);
    }

    /** Lets time pass, as only an emulator can. */
    void pass(Duration time, String saying) {
        emulator().orElseThrow().clock().advance(time);
        System.out.println(saying);
    }

    /** A name that no earlier run has used: 3 to 21 lower-case letters and digits. */
    String freshName(String prefix) {
        return emulator == null ? prefix + UUID.randomUUID().toString().substring(0, 8) : prefix + "demo";
    }

    /** The availability zone for what the example creates. With {@code --live} it is the system property {@code zone}. */
    String zone() {
        return System.getProperty("zone", "kr-west1-a");
    }

    /**
     * The server that an example shares things with. With {@code --live} it is the system property {@code server}.
     *
     * @param name of the one in the emulator
     * @param type of server, for example {@code VM}
     */
    String server(String name, String type) {
        String server = System.getProperty("server");
        if (server != null) {
            return server;
        }
        if (emulator == null) {
            throw new IllegalArgumentException("Name a server of yours: -Dserver=<its id>.");
        }
        String id = "8a2c3a2e-6f0b-4a53-9c8e-3f7d1b5c9e10";
        emulator.seed(HOME).server(id, name, type, "LINUX");
        return id;
    }

    /** A client for a region of this target. */
    <C extends ScpClient, B extends ScpClientBuilder<C, B>> C client(B builder, String region, String creates) {
        return emulator == null
                ? connect(builder.region(region), creates)
                : connect(configure(builder).endpointOverride(emulator.endpoint(region)), creates);
    }

    /**
     * A client for this target. With {@code --live} it prints account, region and what is created before anything is sent.
     *
     * @param creates what the example creates on the platform
     */
    <C extends ScpClient, B extends ScpClientBuilder<C, B>> C client(B builder, String creates) {
        return connect(configure(builder), creates);
    }

    private <C extends ScpClient, B extends ScpClientBuilder<C, B>> C connect(B builder, String creates) {
        C client = builder.build();
        if (emulator == null) {
            String account = client.endpoint().accountId();
            System.out.println("Running against the platform (--live).");
            System.out.println("  account: " + (account == null ? "the one of your access key" : account));
            System.out.println("  region:  " + client.endpoint());
            System.out.println("  creates: " + creates + ". Deleted again at the end.");
        }
        return client;
    }

    /** Points a client to this target. With {@code --live}, keys, region and environment come from the default places. */
    <B extends ScpClientBuilder<?, B>> B configure(B builder) {
        if (emulator == null) {
            return builder;
        }
        return builder.endpointOverride(emulator.endpoint())
                .credentials(ScpCredentials.of(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY));
    }

    @Override
    public void close() {
        if (emulator != null) {
            emulator.close();
        }
    }
}

package io.github.scpsdk.examples;

import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpEnvironment;
import io.github.scpsdk.emulator.ScpEmulator;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an example runs: an emulator that it starts for itself, or, only when asked with {@code --live}, the platform.
 *
 * <p>Against the emulator everything is set here, so that neither the environment nor {@code ~/.scpconf} is looked at.
 */
final class Target implements AutoCloseable {

    private static final String REGION = "kr-west1";

    private final @Nullable ScpEmulator emulator;

    private Target(@Nullable ScpEmulator emulator) {
        this.emulator = emulator;
    }

    /**
     * Decides by the arguments of the program.
     *
     * @param creates what the example makes on the platform, said before anything is sent
     */
    static Target of(String[] args, String creates) {
        if (!Arrays.asList(args).contains("--live")) {
            ScpEmulator emulator = ScpEmulator.start();
            System.out.println(
                    "Running against an emulator on " + emulator.endpoint() + "; nothing leaves this machine.");
            return new Target(emulator);
        }
        System.out.println("Running against the platform (--live).");
        System.out.println("  account: the one of your access key"
                + (System.getenv("SCP_ACCOUNT_ID") == null ? "" : ", " + System.getenv("SCP_ACCOUNT_ID")));
        System.out.println("  region:  " + REGION);
        System.out.println("  creates: " + creates + ". Deleted again at the end.");
        return new Target(null);
    }

    boolean live() {
        return emulator == null;
    }

    /** A name that no earlier run has used: 3 to 21 lower-case letters and digits. */
    String freshName(String prefix) {
        return live() ? prefix + UUID.randomUUID().toString().substring(0, 8) : prefix + "demo";
    }

    /** Points a client here. Live, keys and environment come from the default places. */
    <B extends ScpClientBuilder<?, B>> B configure(B builder) {
        builder.region(REGION);
        if (emulator != null) {
            builder.environment(ScpEnvironment.ENTERPRISE)
                    .endpointOverride(emulator.endpoint(REGION))
                    .credentials(ScpCredentials.of(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY))
                    .accountId("demo-account");
        }
        return builder;
    }

    @Override
    public void close() {
        if (emulator != null) {
            emulator.close();
        }
    }
}

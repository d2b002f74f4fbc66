// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The properties below {@code scp}: the settings of all clients, other accounts, the emulator, and health. */
@ConfigurationProperties("scp")
public class ScpProperties extends ScpAccountProperties {

    /** Other accounts or regions by name. Each inherits the settings of the default account. */
    private final Map<String, ScpAccountProperties> accounts = new LinkedHashMap<>();

    private final Emulator emulator = new Emulator();
    private final Health health = new Health();

    public Map<String, ScpAccountProperties> getAccounts() {
        return accounts;
    }

    public Emulator getEmulator() {
        return emulator;
    }

    public Health getHealth() {
        return health;
    }

    /** An emulator in this process, for development. */
    public static class Emulator {

        /** Whether to start an emulator that all clients call instead of the platform. Needs scp-sdk-emulator. */
        private boolean enabled;

        /** Port of the emulator on 127.0.0.1; 0 is any that is free. */
        private int port;

        /** Folder to keep what is created in. Without it, everything is gone when the application ends. */
        private @Nullable Path persistIn;

        /** Whether long operations take some seconds, as on the platform. */
        private boolean delays;

        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }

        public int getPort() {
            return port;
        }

        public void setPort(int port) {
            this.port = port;
        }

        public @Nullable Path getPersistIn() {
            return persistIn;
        }

        public void setPersistIn(@Nullable Path persistIn) {
            this.persistIn = persistIn;
        }

        public boolean isDelays() {
            return delays;
        }

        public void setDelays(boolean delays) {
            this.delays = delays;
        }
    }

    /** The health of the services that the application uses. */
    public static class Health {

        /** How long an answer of the platform counts before it is asked again. */
        private Duration timeToLive = Duration.ofSeconds(30);

        /** How long to wait for an answer of the platform. */
        private Duration timeout = Duration.ofSeconds(2);

        public Duration getTimeToLive() {
            return timeToLive;
        }

        public void setTimeToLive(Duration timeToLive) {
            this.timeToLive = timeToLive;
        }

        public Duration getTimeout() {
            return timeout;
        }

        public void setTimeout(Duration timeout) {
            this.timeout = timeout;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables, system properties and home directory of the process. Read only for settings that
 * the application leaves out.
 */
public interface SystemEnvironment {

    /** The environment of this process. */
    SystemEnvironment REAL = new SystemEnvironment() {
        @Override
        public @Nullable String variable(String name) {
            return System.getenv(name);
        }

        @Override
        public @Nullable String property(String name) {
            return System.getProperty(name);
        }

        @Override
        public Path home() {
            return Path.of(System.getProperty("user.home", "."));
        }
    };

    /** An environment in which nothing is set. */
    SystemEnvironment NOTHING = new SystemEnvironment() {
        @Override
        public @Nullable String variable(String name) {
            return null;
        }

        @Override
        public @Nullable String property(String name) {
            return null;
        }

        @Override
        public Path home() {
            return Path.of("nowhere");
        }
    };

    /** Returns an environment variable. */
    @Nullable
    String variable(String name);

    /** Returns a system property. */
    @Nullable
    String property(String name);

    /** Returns the user's home directory. */
    Path home();
}

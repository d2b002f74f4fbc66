package io.github.scpsdk.core.internal.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a process finds around it. Read only for settings that the application leaves out. */
public interface SystemEnvironment {

    /** The real ones. */
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

    /** A variable of the environment. */
    @Nullable
    String variable(String name);

    /** A system property. */
    @Nullable
    String property(String name);

    /** The user's home directory. */
    Path home();
}

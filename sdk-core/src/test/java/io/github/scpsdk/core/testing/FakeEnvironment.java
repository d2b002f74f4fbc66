// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import io.github.scpsdk.core.internal.config.SystemEnvironment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A process with nothing around it, unless a test puts it there. */
public final class FakeEnvironment implements SystemEnvironment {

    public final Map<String, String> variables = new HashMap<>();
    public final Map<String, String> properties = new HashMap<>();
    public Path home = Path.of("/nowhere");
    public int asked;

    @Override
    public @Nullable String variable(String name) {
        asked++;
        return variables.get(name);
    }

    @Override
    public @Nullable String property(String name) {
        asked++;
        return properties.get(name);
    }

    @Override
    public Path home() {
        asked++;
        return home;
    }
}

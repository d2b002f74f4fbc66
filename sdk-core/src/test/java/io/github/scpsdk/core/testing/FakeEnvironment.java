// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import io.github.scpsdk.core.internal.config.SystemEnvironment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process with nothing around it, unless a test puts it there. */
public final class FakeEnvironment implements SystemEnvironment {

    public final Map<String, String> variables = new HashMap<>();
    public final Map<String, String> properties = new HashMap<>();
    public Path home = Path.of("/nowhere");
    public final Set<String> asked = new LinkedHashSet<>();

    @Override
    public @Nullable String variable(String name) {
        asked.add(name);
        return variables.get(name);
    }

    @Override
    public @Nullable String property(String name) {
        asked.add(name);
        return properties.get(name);
    }

    @Override
    public Path home() {
        asked.add("home");
        return home;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.DescribedOperation;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every operation of every service leaves behind, and what is still to happen, over a save and over the end of a process. */
class SavedStateTest {
    private static final Duration DELAY = Duration.ofHours(1);

    /** Stands still: what is due by the clock is due in all emulators or in none. */
    private final Clock clock = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void isTheSameElsewhereAndGoesOnInTheSameWay() {
        try (ScpEmulator scp = ScpEmulator.builder().clock(clock).start();
                ScpEmulator other = ScpEmulator.builder().clock(clock).start()) {
            callEveryOperation(scp);
            String saved = scp.saveState();

            other.loadState(saved);
            assertThat(resources(other)).isEqualTo(resources(scp));

            scp.clock().advance(DELAY.multipliedBy(30));
            other.clock().advance(DELAY.multipliedBy(30));
            assertThat(resources(other))
                    .isEqualTo(resources(scp))
                    .isNotEqualTo(TestClient.json(saved).get("resources"));
        }
    }

    @Test
    void isTheSameAfterTheProcess() {
        JsonNode before;
        try (ScpEmulator scp = persistent()) {
            callEveryOperation(scp);
            before = resources(scp);
        }
        try (ScpEmulator scp = persistent()) {
            assertThat(resources(scp)).isEqualTo(before);
        }
    }

    private ScpEmulator persistent() {
        return ScpEmulator.builder().clock(clock).persistIn(folder).start();
    }

    private static JsonNode resources(ScpEmulator scp) {
        return TestClient.json(scp.saveState()).get("resources");
    }

    /** In the newest version of each service; what takes its time is still going on afterwards. */
    private static void callEveryOperation(ScpEmulator scp) {
        Scenes.all().forEach((service, scenes) -> {
            List<DescribedVersion> versions = Catalogue.ofThisModule().versions(service);
            DescribedVersion newest = versions.get(0);
            TestClient client = TestClient.of(scp, service + " " + newest.version());
            for (DescribedOperation operation : newest.operations()) {
                var request = scenes.get(operation.id()).prepare(client);
                scp.delay(service, operation.id(), DELAY);
                assertThat(request.sendTo(scp).status())
                        .as(service + " " + operation.id())
                        .isBetween(200, 299);
                scp.delay(service, operation.id(), Duration.ZERO);
            }
        });
        assertThat(scp.saveState()).contains("\"pending\"");
    }
}

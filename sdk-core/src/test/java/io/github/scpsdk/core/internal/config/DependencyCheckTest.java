// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.scpsdk.core.internal.config.DependencyCheck.Found;
import io.github.scpsdk.core.internal.config.DependencyCheck.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real old libraries are tried in {@code coexistence}. */
class DependencyCheckTest {

    @Test
    void nothingIsSaidOfTheLibrariesWeAreTestedWith() {
        assertThatCode(DependencyCheck::check).doesNotThrowAnyException();
    }

    @Test
    void theVersionsOfWhatIsThereAreFound() {
        assertThat(DependencyCheck.present()).allSatisfy(library -> {
            assertThat(library.found()).as(library.name()).isNotNull();
            assertThat(library.found().version()).matches("\\d+\\.\\d+\\.\\d+");
            assertThat(library.found().file())
                    .matches(library.name() + ".*" + library.found().version() + "\\.jar");
        });
    }

    @Test
    void namesEveryOutdatedLibraryWithTheRemedy() {
        assertThat(DependencyCheck.complaint(List.of(
                        new Library("okhttp", "5.4.0", new Found("4.12.0", "okhttp-4.12.0.jar")),
                        new Library("okio", "3.17.0", null),
                        new Library("jackson-core", "2.18.0", new Found("2.13.5", null)))))
                .isEqualTo("Too old for this SDK: okhttp 4.12.0 (okhttp-4.12.0.jar), which must be 5.4.0 or newer;"
                        + " jackson-core 2.13.5, which must be 2.18.0 or newer. Another library or another BOM chose that"
                        + " version. Import io.github.scpsdk:scp-sdk-bom:" + SdkInfo.VERSION + " before other BOMs in"
                        + " dependencyManagement (in Gradle: as a platform), and remove versions of your own; mvn"
                        + " dependency:tree shows who asks for what.");
    }

    @Test
    void thePageOnCompatibilitySaysTheSame() throws IOException {
        String page = Files.readString(Path.of("../docs/compatibility.md"));
        assertThat(DependencyCheck.present())
                .allSatisfy(
                        library -> assertThat(page).contains("| " + library.name() + " | " + library.needed() + " |"));
    }

    @ParameterizedTest
    @CsvSource({
        "5.4.0, 5.4.0, false",
        "5.5.1, 5.4.0, false",
        "5.10.0, 5.4.0, false",
        "6, 5.4.0, false",
        "5.3.9, 5.4.0, true",
        "5.0.0-alpha.14, 5.4.0, true",
        "5.4.0-rc1, 5.4.0, false",
        "3.x or older, 5.4.0, true",
        "2.9.10.8, 2.18.0, true",
        "2.22.4-SNAPSHOT, 2.18.0, false",
        "5.4.20261231235959, 5.4.0, false",
        "unheard of, 2.18.0, false"
    })
    void versionsAreComparedByTheirNumbers(String version, String needed, boolean older) {
        assertThat(DependencyCheck.isOlder(version, needed)).isEqualTo(older);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.scpsdk.core.internal.config.DependencyCheck.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real old libraries are tried in {@code coexistence}. */
class DependencyCheckTest {

    @Test
    void nothingIsSaidOfTheLibrariesWeAreTestedWith() {
        assertThatCode(DependencyCheck::check).doesNotThrowAnyException();
    }

    @Test
    void aMethodThatIsMissingMakesALibraryTooOldAndTheFileSaysWhichItIs() {
        Library missing = new Library("jackson-core", "2.18.0", JsonFactory.class, () -> {
            throw new NoSuchMethodError("maxTokenCount");
        });
        Library noJar = new Library("okhttp", "5.4.0", DependencyCheck.class, () -> {
            throw new NoClassDefFoundError("okhttp3/Call");
        });
        Library works = new Library("okio", "3.17.0", JsonFactory.class, () -> {});

        String complaint = DependencyCheck.complaint(List.of(noJar, works, missing));

        assertThat(complaint)
                .matches("Too old for this SDK: okhttp, which must be 5\\.4\\.0 or newer;"
                        + " jackson-core \\(jackson-core-[0-9.]+\\.jar\\), which must be 2\\.18\\.0 or newer\\. .*")
                .endsWith("Another library or another BOM chose that version. Import io.github.scpsdk:scp-sdk-bom:"
                        + SdkInfo.VERSION + " before other BOMs in dependencyManagement (in Gradle: as a platform), and"
                        + " remove versions of your own; mvn dependency:tree shows who asks for what.");
    }

    @Test
    void thePageOnCompatibilitySaysTheSame() throws IOException {
        String page = Files.readString(Path.of("../docs/compatibility.md"));
        assertThat(DependencyCheck.libraries())
                .allSatisfy(
                        library -> assertThat(page).contains("| " + library.name() + " | " + library.needed() + " |"));
    }
}

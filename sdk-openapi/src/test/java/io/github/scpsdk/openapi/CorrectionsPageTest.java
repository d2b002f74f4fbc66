// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/openapi.md} are what the data in {@code api/} says. */
class CorrectionsPageTest {
    private static final Path PAGE = Path.of("../docs/openapi.md");

    @Test
    void pageSaysWhatTheDataSays() throws IOException {
        String page = Files.readString(PAGE);
        String tables = page.substring(0, page.indexOf(CorrectionsPage.BEGIN)) + CorrectionsPage.tables();
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(PAGE, tables);
        }
        assertThat(Files.readString(PAGE))
                .as(
                        "The data in api/ has changed. Write the page again with: ./mvnw -Pquick -pl sdk-openapi -am test -Ddocs.rewrite=true")
                .isEqualTo(tables);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.codegen.Documents.Document;
import io.github.scpsdk.codegen.Documents.Operation;
import io.github.scpsdk.codegen.emit.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages made from {@code api/} are what it gives, and the index of operations leaves nothing out. */
class OperationsPageTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| `([A-Z]+) (/\\S*)` \\| ([0-9., ]+) \\|", Pattern.MULTILINE);

    @Test
    void pagesAreWhatTheDescriptionsGive() {
        for (SourceFile page : Generator.pages(Repository.ROOT)) {
            assertThat(Repository.text(Repository.ROOT.resolve(page.path())))
                    .as(
                            "%s is not what api/ gives. Write it again with: mvn -q -pl codegen compile exec:java",
                            page.path())
                    .isEqualTo(page.text());
        }
    }

    private static List<Path> requests() {
        return Documents.all().stream()
                .flatMap(document ->
                        Repository.files(Repository.EXAMPLES.resolve(document.name()), "request.http").stream())
                .toList();
    }

    /** Held against the documented examples, which the page is not made from. */
    @Test
    void listsEveryOperationOfEveryVersion() {
        Map<String, Integer> documented = new TreeMap<>();
        for (Path request : requests()) {
            Matcher line = Pattern.compile("^([A-Z]+) ([^?\\s]*)").matcher(Repository.text(request));
            assertThat(line.find()).isTrue();
            documented.merge(
                    request.getParent().getFileName() + " " + line.group(1) + " " + line.group(2), 1, Integer::sum);
        }
        for (Document document : Documents.neighbours()) { // which document few requests
            for (Operation operation : document.called()) {
                documented.merge(
                        operation.id() + " " + operation.method().toUpperCase(Locale.ROOT) + " " + operation.path(),
                        1,
                        Integer::sum);
            }
        }
        Map<String, Integer> listed = new TreeMap<>();
        Matcher row = ROW.matcher(Repository.text(Repository.ROOT.resolve("docs/operations.md")));
        while (row.find()) {
            int versions = row.group(4).split(", ").length;
            listed.merge(row.group(1) + " " + row.group(2) + " " + row.group(3), versions, Integer::sum);
        }

        assertThat(listed).isEqualTo(documented);
        assertThat(listed.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(478 + 55);
    }
}

package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages for people: none is missing from the index, and no link leads nowhere. */
class PagesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

    @Test
    void everyPageIsInTheIndex() throws IOException {
        String index = Files.readString(ROOT.resolve("docs/README.md"));
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            assertThat(pages.map(page -> page.getFileName().toString())
                            .filter(name -> name.endsWith(".md") && !name.equals("README.md")))
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("api"))) {
            try (Stream<Path> pages = Files.list(folder)) {
                for (Path page :
                        pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                    Matcher link = LINK.matcher(Files.readString(page));
                    while (link.find()) {
                        if (!Files.exists(page.resolveSibling(link.group(1)))) {
                            lost.add(page.getFileName() + ": " + link.group(1));
                        }
                    }
                }
            }
        }
        assertThat(lost).isEmpty();
    }
}

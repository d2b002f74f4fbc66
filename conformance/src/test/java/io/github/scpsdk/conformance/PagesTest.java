// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation pages: each is in the index, and every link, anchor and test that a page names exists. */
class PagesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern NAMED_TEST = Pattern.compile("`(?:[a-z]+\\.)*([A-Z]\\w*Test)?(?:#(\\w+))?`");

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
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                if (!Files.exists(target)
                        || link.group(2) != null && !anchors(target).contains(link.group(2))) {
                    lost.add(page.getFileName() + ": " + link.group());
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void everyTestThatAPageNamesExists() throws IOException {
        Map<String, String> tests = testSources();
        int named = 0;
        List<String> lost = new ArrayList<>();
        for (Path page : pages()) {
            String source = null;
            Matcher name = NAMED_TEST.matcher(Files.readString(page));
            while (name.find()) {
                if (name.group(1) == null && name.group(2) == null) {
                    continue;
                }
                named++;
                if (name.group(1) != null) {
                    source = tests.get(name.group(1));
                }
                if (source == null || name.group(2) != null && !declares(source, name.group(2))) {
                    lost.add(page.getFileName() + ": " + name.group());
                }
            }
        }
        assertThat(lost).isEmpty();
        assertThat(named).isGreaterThan(50);
    }

    /** A test method, or a rule, which is a field; {@code #method} without a class belongs to the class named before it. */
    private static boolean declares(String source, String member) {
        return source.contains("void " + member + "(") || source.contains("ArchRule " + member + " =");
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.map(folder -> folder.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                            .toList()) {
                        sources.merge(
                                file.getFileName().toString().replace(".java", ""),
                                Files.readString(file),
                                String::concat);
                    }
                }
            }
        }
        return sources;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("", "docs", "api", "benchmarks")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    /** The anchors of a page's headings: lower case, hyphens for spaces, no punctuation. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }
}

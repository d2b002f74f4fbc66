// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.MDC;

/** Loggers have one home and one page; values beside a line are gone after it. */
class LoggersTest {

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void thePageHasEveryLogger() throws Exception {
        Set<String> loggers = new HashSet<>();
        for (Field field : Loggers.class.getFields()) {
            loggers.add(((Logger) field.get(null)).getName());
        }
        Set<String> documented = Pattern.compile("^\\| `(io\\.github\\.scpsdk\\.[a-z]+)`", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../docs/insight.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(loggers).isEqualTo(documented);
    }

    @Test
    void noOtherClassNamesALogger() throws Exception {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("Loggers.java")))
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("LoggerFactory"));
        }
    }

    @Test
    void aContextPutsBackWhatWasThere() {
        MDC.put("a", "mine");
        try (LogContext context = new LogContext()) {
            context.put("a", "other").put("a", "last").put("b", "new").put("c", null);
            assertThat(MDC.getCopyOfContextMap()).containsOnly(entry("a", "last"), entry("b", "new"));
        }
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("a", "mine"));
    }
}

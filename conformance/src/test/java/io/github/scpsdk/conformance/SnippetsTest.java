// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Compiles and runs the Java of pages, as it stands there, with a client at an emulator and whatever else the text around it speaks of. What
 * leaves something out ({@code …} outside a comment) is not meant to be copied, and not run.
 */
@Timeout(120)
class SnippetsTest {

    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final List<String> IMPORTS = List.of(
            "io.github.scpsdk.core.*",
            "io.github.scpsdk.filestorage.model.*",
            "io.github.scpsdk.filestorage.v1_2.*",
            "io.micrometer.core.instrument.MeterRegistry",
            "io.micrometer.core.instrument.Tag",
            "io.opentelemetry.api.OpenTelemetry",
            "io.opentelemetry.context.Context",
            "io.smallrye.mutiny.Multi",
            "java.time.Duration",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.concurrent.atomic.*",
            "java.util.function.*",
            "reactor.adapter.JdkFlowAdapter",
            "reactor.core.publisher.Flux");

    @TempDir
    Path folder;

    /** A snippet of a page. */
    record Snippet(String page, int number, String code) {
        @Override
        public String toString() {
            return page + " " + number;
        }
    }

    static Stream<Snippet> snippets() {
        return Stream.of("async.md", "insight.md").flatMap(SnippetsTest::snippetsOf);
    }

    private static Stream<Snippet> snippetsOf(String page) {
        try {
            List<String> found = JAVA.matcher(Files.readString(Path.of("../docs", page)))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            return IntStream.range(0, found.size())
                    .mapToObj(i -> new Snippet(page, i + 1, found.get(i)))
                    .filter(snippet -> !snippet.code().replaceAll("//.*", "").contains("…"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the text around a snippet speaks of, by name. */
    private static Map<String, Object> surroundings(FileStorageClient files) {
        CallListener listener = new CallListener() {};
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("FileStorageClient files", files);
        known.put("FileStorageAsyncClient async", files.async());
        known.put("String id", "v-1");
        known.put("CallListener metrics", listener);
        known.put("CallListener traces", listener);
        known.put("CallListener debug", listener);
        known.put("MeterRegistry registry", new SimpleMeterRegistry());
        known.put("OpenTelemetry openTelemetry", OpenTelemetry.noop());
        known.put("org.slf4j.Logger log", LoggerFactory.getLogger(SnippetsTest.class));
        return known;
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void compilesAndRuns(Snippet snippet) throws Exception {
        try (ScpEmulator scp = ScpEmulator.builder().replaying().start();
                FileStorageClient files = FileStorageClient.builder()
                        .endpointOverride(scp.endpoint("kr-west1"))
                        .credentials(ScpCredentials.of(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY))
                        .build()) {
            Map<String, Object> known = surroundings(files);
            known.keySet().removeIf(variable -> snippet.code().contains(variable + " ="));
            compile(source(snippet, known));
            Map<String, String> outside = Map.of(
                    "scp.accessKey", ScpEmulator.DEMO_ACCESS_KEY,
                    "scp.secretKey", ScpEmulator.DEMO_SECRET_KEY,
                    "scp.endpointOverride", scp.endpoint("kr-west1").toString());
            try (URLClassLoader compiled = new URLClassLoader(
                    new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
                outside.forEach(System::setProperty);
                Method run = Arrays.stream(compiled.loadClass("Snippet").getMethods())
                        .filter(method -> method.getName().equals("run"))
                        .findFirst()
                        .orElseThrow();
                run.invoke(null, known.values().toArray());
            } finally {
                outside.keySet().forEach(System::clearProperty);
            }
        }
    }

    private static String source(Snippet snippet, Map<String, Object> known) {
        String metrics = snippet.code().contains("openTelemetry") ? "opentelemetry" : "micrometer";
        String imports = Stream.concat(IMPORTS.stream(), Stream.of("io.github.scpsdk." + metrics + ".*"))
                .map(name -> "import " + name + ";\n")
                .collect(Collectors.joining());
        return """
                %s
                public class Snippet {
                    public static void run(%s) throws Exception {
                %s
                    }
                }
                """.formatted(imports, String.join(", ", known.keySet()), snippet.code());
    }

    private void compile(String source) throws Exception {
        Path file = Files.writeString(folder.resolve("Snippet.java"), source);
        StringWriter messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-cp", classPath(), "-d", "" + folder);
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.scpsdk.emulator.ScpEmulator;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Compiles and runs what the README asks its readers to copy, as it stands there. */
@Timeout(180)
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theProgramRuns() throws Exception {
        List<String> lines = snippet(0).lines().toList();
        compile("Readme", """
                %s
                public class Readme {
                    public static void main(String[] args) {
                %s
                    }
                }
                """.formatted(imports(lines, true), imports(lines, false)));

        try (ScpEmulator scp = ScpEmulator.builder().replaying().start()) {
            assertThat(outputOf(scp, "Readme"))
                    .startsWith("my_volume is available\n")
                    .contains("my_volume, created 2024-07-30T04:54:33.219373Z\n");
            assertThat(scp.requests())
                    .extracting(request -> request.method() + " " + request.status())
                    .containsExactly("POST 202", "GET 200", "GET 200");
        }
    }

    @Test
    void theTestPasses() throws Exception {
        compile("VolumesTest", snippet(1));

        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (URLClassLoader compiled = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(compiled.loadClass("VolumesTest")))
                                    .build(),
                            listener);
        }
        assertThat(listener.getSummary().getFailures()).isEmpty();
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
    }

    private static String snippet(int index) throws IOException {
        List<String> snippets = JAVA.matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(snippets).hasSize(3); // the last is run in coexistence, under Spring Boot
        return snippets.get(index);
    }

    private static String imports(List<String> lines, boolean wanted) {
        return lines.stream()
                .filter(line -> line.startsWith("import ") == wanted)
                .collect(Collectors.joining("\n"));
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        StringWriter messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-Xlint:all", "-Werror", "-proc:none", "-cp", classPath(), "-d", "" + folder);
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    /** In a JVM of its own, whose default places hold the emulator's address and demo keys, and nothing of this machine. */
    private String outputOf(ScpEmulator scp, String main) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Duser.home=" + folder,
                "-Dscp.accessKey=" + ScpEmulator.DEMO_ACCESS_KEY,
                "-Dscp.secretKey=" + ScpEmulator.DEMO_SECRET_KEY,
                "-Dscp.endpointOverride=" + scp.endpoint("kr-west1"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath() + java.io.File.pathSeparator + folder,
                main));
        Path printed = folder.resolve("printed.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SCP_"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(printed).replace(System.lineSeparator(), "\n");
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}

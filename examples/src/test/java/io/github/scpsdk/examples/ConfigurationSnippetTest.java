// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.emulator.ScpEmulator;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs what docs/configuration.md says about keys that change, with a program that prints keys. */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS) // the program is a shell script
class ConfigurationSnippetTest {

    private static final Pattern SNIPPET =
            Pattern.compile("## Keys that change.*?^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void keysComeFromTheProgramWhereThereIsNoFile() throws Exception {
        Path program = Files.writeString(folder.resolve("vault-keys"), """
                #!/bin/sh
                [ "$1" = storage ] && echo '{"access-key": "vault-access", "secret-key": "vault-secret"}'
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Matcher page = SNIPPET.matcher(Files.readString(Path.of("../docs/configuration.md")));
        assertThat(page.find()).isTrue();
        compile("Keys", """
                import io.github.scpsdk.core.ScpCredentialsProvider;
                import io.github.scpsdk.filestorage.v1_2.FileStorageClient;

                public class Keys {
                    public static void main(String[] args) {
                        %s
                        System.out.println(files.listVolumes().count() + " volumes");
                        files.close();
                    }
                }
                """.formatted(page.group(1).replace("/usr/local/bin/vault-keys", program.toString())));
        try (ScpEmulator scp = ScpEmulator.start()) {
            scp.addKey("vault-access", "vault-secret");
            scp.removeKey(ScpEmulator.DEMO_ACCESS_KEY);
            assertThat(outputOf(scp, "Keys")).endsWith("0 volumes\n");
        }
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

    /** In a process whose home has no keys. */
    private String outputOf(ScpEmulator scp, String main) throws Exception {
        Path printed = folder.resolve("printed.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Duser.home=" + folder,
                        "-Dscp.endpointOverride.filestorage=" + scp.endpoint("kr-west1"),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        classPath() + File.pathSeparator + folder,
                        main)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
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

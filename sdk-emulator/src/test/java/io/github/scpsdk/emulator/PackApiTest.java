// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The build's packer, run over a description that something is wrong with. */
@Timeout(180)
class PackApiTest {
    private static final Path API = Path.of("..", "api");

    @TempDir
    private static Path classes;

    @TempDir
    private Path folder;

    private Path description;
    private Path packed;

    @BeforeAll
    static void compileOnce() throws Exception {
        assertThat(run("javac", "-d", classes.toString(), "src/packer/java/PackApi.java"))
                .isEqualTo("0 ");
    }

    @BeforeEach
    void copyOneDescription() throws IOException {
        packed = folder.resolve("out");
        description = copy("parallel-filestorage/1.0.yaml");
        try (Stream<Path> examples = Files.walk(API.resolve("examples/parallel-filestorage"))) {
            for (Path example : examples.filter(Files::isRegularFile).toList()) {
                copy(API.relativize(example).toString());
            }
        }
    }

    private Path copy(String file) throws IOException {
        Path to = folder.resolve("api").resolve(file);
        Files.createDirectories(to.getParent());
        return Files.copy(API.resolve(file), to);
    }

    @Test
    void packsTheSameBytesFromTheSameInput() throws Exception {
        assertThat(pack()).isEqualTo("0 ");
        byte[] table = Files.readAllBytes(packed.resolve("versions.properties"));
        byte[] document = Files.readAllBytes(packed.resolve("parallel-filestorage-1.0.json"));
        pack();
        assertThat(packed.resolve("versions.properties")).hasBinaryContent(table);
        assertThat(packed.resolve("parallel-filestorage-1.0.json")).hasBinaryContent(document);
    }

    @Test
    void namesTheLineThatIsNoYaml() throws Exception {
        replace("openapi: 3.1.0", "openapi: [3.1.0");
        assertThat(pack()).startsWith("1 api/ is malformed: ").contains("1.0.yaml: ", "line");
    }

    @Test
    void namesAKeywordThatTheEmulatorWouldPassOver() throws Exception {
        replace("      type: object", "      minProperties: 1\n      type: object");
        assertThat(pack())
                .contains(
                        "parallel-filestorage/1.0: schema AccessIp: schema keyword 'minProperties' is not known here");
        assertThat(packed.resolve("versions.properties")).doesNotExist();
    }

    @Test
    void namesAReferenceThatLeadsNowhere() throws Exception {
        replace("#/components/schemas/VolumeCreateRequest'", "#/components/schemas/Gone'");
        assertThat(pack()).contains("post /v1/volumes body: '#/components/schemas/Gone' leads nowhere");
    }

    @Test
    void namesAnExampleOfNoOperation() throws Exception {
        replace("operationId: showVolume", "operationId: displayVolume");
        assertThat(pack()).contains("examples/parallel-filestorage/1.0/showVolume: belongs to no operation of");
    }

    @Test
    void namesADescriptionUnderAnotherName() throws Exception {
        Files.move(description, description.resolveSibling("1.9.yaml"));
        assertThat(pack()).contains("1.9.yaml: info/version is not '1.9'");
    }

    private void replace(String old, String by) throws IOException {
        String text = Files.readString(description);
        assertThat(text).contains(old);
        int at = text.indexOf(old);
        Files.writeString(description, text.substring(0, at) + by + text.substring(at + old.length()));
    }

    /** Exit code and output. */
    private String pack() throws Exception {
        return run("java", "PackApi", folder.resolve("api").toString(), packed.toString());
    }

    private static String run(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.add("-classpath");
        command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() + " " + output;
    }
}

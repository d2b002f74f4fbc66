// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The doors of the modules that are shipped, as they were compiled. That they also run as modules is shown in {@code coexistence}. */
class ShippedModulesTest {

    static final List<Path> CLASSES = classes();
    private static final List<ModuleDescriptor> MODULES =
            ModuleFinder.of(CLASSES.toArray(Path[]::new)).findAll().stream()
                    .map(ModuleReference::descriptor)
                    .toList();

    private static List<Path> classes() {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            return folders.filter(
                            // no Java in the one; the other runs on the class path, as Spring Boot does
                            folder ->
                                    folder.getFileName().toString().matches("sdk-(?!openapi$|spring-boot-starter$).*"))
                    .map(folder -> folder.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyModuleSaysWhatItExports() {
        assertThat(CLASSES)
                .hasSizeGreaterThanOrEqualTo(7)
                .allMatch(folder -> Files.exists(folder.resolve("module-info.class")));
        assertThat(MODULES).hasSize(CLASSES.size()).noneMatch(ModuleDescriptor::isAutomatic);
        assertThat(MODULES)
                .noneMatch(ModuleDescriptor::isOpen)
                .allMatch(module -> module.opens().isEmpty());
    }

    @Test
    void noPackageIsInTwoModules() {
        Map<String, Set<String>> owners = new TreeMap<>();
        MODULES.forEach(module -> module.packages()
                .forEach(name ->
                        owners.computeIfAbsent(name, key -> new TreeSet<>()).add(module.name())));
        assertThat(owners.values()).allMatch(modules -> modules.size() == 1);
    }

    @Test
    void onlyApplicationsPackagesAreOpenToAll() {
        for (ModuleDescriptor module : MODULES) {
            Set<String> open = module.exports().stream()
                    .filter(exports -> !exports.isQualified())
                    .map(Exports::source)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (module.packages().contains(module.name() + ".model")) {
                assertThat(open)
                        .allMatch(name -> name.equals(module.name()) // the hand-written part
                                || name.equals(module.name() + ".model")
                                || name.matches("\\Q" + module.name() + "\\E\\.v\\d+_\\d+"));
                assertThat(module.packages()).hasSize(open.size() + 1).contains(module.name() + ".json");
            } else {
                assertThat(open).containsExactly(module.name());
            }
        }
    }

    @Test
    void exportsTheDoorsOfTheCoreToServicesByName() {
        Set<String> services = MODULES.stream()
                .filter(module -> module.packages().contains(module.name() + ".model"))
                .map(ModuleDescriptor::name)
                .collect(Collectors.toSet());
        ModuleDescriptor core = MODULES.stream()
                .filter(module -> module.name().equals("io.github.scpsdk.core"))
                .findFirst()
                .orElseThrow();
        Map<String, Set<String>> doors = core.exports().stream()
                .filter(Exports::isQualified)
                .collect(Collectors.toMap(Exports::source, Exports::targets));

        assertThat(services).hasSize(8);
        assertThat(doors)
                .isEqualTo(Map.of(
                        "io.github.scpsdk.core.runtime", services,
                        "io.github.scpsdk.core.schema", services,
                        "io.github.scpsdk.core.serde", services));
    }

    /** Form only: there is no GraalVM to try it with. */
    @Test
    void whatIsReachableInANativeImageIsThere() throws IOException {
        int files = 0;
        for (Path folder : CLASSES) {
            Path metadata = folder.resolve("META-INF/native-image");
            if (!Files.exists(metadata)) {
                continue;
            }
            try (Stream<Path> found = Files.walk(metadata)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    files++;
                    String artifact = "scp-" + folder.getName(1);
                    assertThat(metadata.relativize(file))
                            .isEqualTo(Path.of("io.github.scpsdk", artifact, "reachability-metadata.json"));
                    JsonNode content = Json.read(file);
                    assertThat(content.fieldNames()).toIterable().containsExactly("resources");
                    for (JsonNode resource : content.get("resources")) {
                        assertThat(resource.fieldNames()).toIterable().containsExactly("glob");
                        assertThat(filesOf(folder, resource.get("glob").textValue()))
                                .isNotEmpty();
                    }
                }
            }
        }
        assertThat(files).isEqualTo(2);
    }

    private static List<Path> filesOf(Path folder, String glob) throws IOException {
        PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + folder + "/" + glob);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(matcher::matches).toList();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shipped module has its public API in a text file, so that a change of it shows in review. */
class PublicApiTest {

    private static final String REWRITE = "./mvnw -Pquick -pl conformance -am test -Dtest=PublicApiTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dapi.rewrite=true";

    private static final Pattern HEADER = Pattern.compile("(public|protected) .*?(class|interface) ([^ <]+).*");

    /** Every type has them. */
    private static final String OF_OBJECT =
            "(?m)^  public (final )?(boolean equals\\(java.lang.Object\\)|int hashCode\\(\\)|java.lang.String toString\\(\\));\n";

    /** What a class file has that is annotated. */
    private static final String PREVIEW = "Lio/github/scpsdk/core/Preview;";

    /** In these packages a simple name is enough; the SDK has none of the same. */
    private static final String SHORT = "java\\.(?:lang|util(?:\\.(?:function|concurrent))?)\\.(?=[A-Z])";

    static List<Path> modules() {
        List<Path> modules = new ArrayList<>(ShippedModulesTest.CLASSES);
        modules.add(Path.of("../sdk-spring-boot-starter/target/classes"));
        return modules;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void isWrittenDown(Path classes) throws IOException {
        Path file = classes.resolve("../../api.txt").normalize();
        String api = apiOf(classes);
        if (Boolean.getBoolean("api.rewrite")) {
            Files.writeString(file, api);
        }
        assertThat(file)
                .as(
                        "The public API differs from %s. If that is meant, write it again and commit it:%n%s%n",
                        file, REWRITE)
                .hasContent(api);
    }

    private static String apiOf(Path classes) throws IOException {
        ModuleDescriptor module = module(classes);
        StringBuilder api = new StringBuilder("# The public API of ")
                .append(module.name())
                .append(", as javap prints it, names without java.lang, java.util and the name of the module.\n# ")
                .append(REWRITE)
                .append('\n');
        module.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .sorted()
                .forEach(name -> types(classes.resolve(name.replace('.', '/')))
                        .forEach(type -> api.append('\n')
                                .append(type.replace(module.name() + ".", "").replaceAll(SHORT, ""))));
        return api.toString();
    }

    private static ModuleDescriptor module(Path classes) throws IOException {
        Path descriptor = classes.resolve("module-info.class");
        if (!Files.exists(descriptor)) { // the starter: it runs on the class path, where every package is open
            return ModuleDescriptor.newModule("io.github.scpsdk.springboot")
                    .exports("io.github.scpsdk.springboot")
                    .exports("io.github.scpsdk.springboot.test")
                    .build();
        }
        try (var content = Files.newInputStream(descriptor)) {
            return ModuleDescriptor.read(content);
        }
    }

    /** What javap prints of the types of a package that are visible from outside, in the order of their names. */
    private static List<String> types(Path folder) {
        List<String> arguments = new ArrayList<>(List.of("-protected", "-constants"));
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toString).filter(file -> file.endsWith(".class")).forEach(arguments::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, UTF_8);
        int status = ToolProvider.findFirst("javap").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        assertThat(status).as(printed.toString(UTF_8)).isZero();

        TreeMap<String, String> types = new TreeMap<>();
        for (String type : printed.toString(UTF_8).split("Compiled from \".*\"\\R")) {
            Matcher header = HEADER.matcher(type.lines().findFirst().orElse(""));
            if (header.matches()) {
                types.put(header.group(3), type.replaceAll(OF_OBJECT, ""));
            }
        }
        Set<String> visible = new HashSet<>(types.keySet());
        types.keySet()
                .removeIf(name -> name.contains("$") && !visible.contains(name.substring(0, name.lastIndexOf('$'))));
        boolean all = isPreview(folder.resolve("package-info.class"));
        types.replaceAll((name, type) ->
                all || isPreview(folder.resolve(outermost(name) + ".class")) ? "@Preview\n" + type : type);
        return List.copyOf(types.values());
    }

    private static String outermost(String name) {
        return name.substring(name.lastIndexOf('.') + 1).split("\\$", 2)[0];
    }

    /** javap prints no annotations. */
    private static boolean isPreview(Path classFile) {
        try {
            return Files.exists(classFile)
                    && Files.readString(classFile, ISO_8859_1).contains(PREVIEW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes each example a project as a user would have it: the POM of the README and one file.
 *
 * <p>Arguments: the repository's root, the folder for the projects, the version of the SDK.
 */
class UserProjects {
    private static final Pattern POM = Pattern.compile("^```xml\n(<project>.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern OUR_VERSION =
            Pattern.compile("(<groupId>io\\.github\\.scpsdk</groupId>\\s*<artifactId>[^<]*</artifactId>\\s*<version>)[^<]*");
    private static final Pattern SERVICE = Pattern.compile("import io\\.github\\.scpsdk\\.(\\w+)\\.v\\d+_\\d+\\.");
    private static final Path SOURCES = Path.of("examples/src/main/java/io/github/scpsdk/examples");

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        String pom = pom(Files.readString(root.resolve("README.md")), arguments[2]);
        String helpers = Files.readString(root.resolve(SOURCES).resolve("Target.java"))
                + Files.readString(root.resolve(SOURCES).resolve("Cleanup.java"));

        StringBuilder modules = new StringBuilder();
        try (Stream<Path> files = Files.list(root.resolve(SOURCES))) {
            for (Path example : files.filter(file -> file.toString().endsWith("Example.java")).sorted().toList()) {
                String name = example.getFileName().toString().replace(".java", "");
                String source = Files.readString(example).replaceAll("\\b" + name + "\\b", "Main");
                Path project = Files.createDirectories(folder.resolve(name));
                Path java = Files.createDirectories(project.resolve("src/main/java"));
                Files.writeString(project.resolve("pom.xml"), pom.replace("scp-sdk-filestorage", artifact(source, root))
                        .replace("<artifactId>my-app", "<artifactId>" + name));
                Files.writeString(java.resolve("Main.java"), oneFile(source + helpers));
                modules.append("<module>").append(name).append("</module>");
            }
        }
        Files.writeString(folder.resolve("pom.xml"), """
                <project><modelVersion>4.0.0</modelVersion><groupId>it</groupId><artifactId>users</artifactId><version>1</version>
                <packaging>pom</packaging><properties><exec.skip>true</exec.skip></properties><modules>%s</modules></project>
                """.formatted(modules));
    }

    private static String pom(String readme, String version) {
        Matcher pom = POM.matcher(readme);
        if (!pom.find()) {
            throw new IllegalStateException("README.md has no whole POM, which begins with <project>.");
        }
        return OUR_VERSION.matcher(pom.group(1)).replaceAll("$1" + Matcher.quoteReplacement(version));
    }

    /** The artifact of the one service that an example calls. */
    private static String artifact(String source, Path root) throws IOException {
        Matcher service = SERVICE.matcher(source);
        if (!service.find()) {
            throw new IllegalStateException("An example calls no service:\n" + source);
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith("sdk-") && name.substring(4).replace("-", "").equals(service.group(1)))
                    .map(name -> "scp-" + name)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Classes of one package as one file without a package. */
    private static String oneFile(String sources) {
        List<String> lines = sources.lines().filter(line -> !line.startsWith("package ")).toList();
        String imports = lines.stream()
                .filter(line -> line.startsWith("import "))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining("\n"));
        return imports + "\n" + lines.stream().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n")) + "\n";
    }
}

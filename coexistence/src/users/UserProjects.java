// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes each example a project as a user would have it: the POM of the README and one file. With {@code all}, the README's Spring Boot
 * application too, as it stands there.
 *
 * <p>Arguments: the repository's root, the folder for the projects, the version of the SDK, {@code few} or {@code all}.
 */
class UserProjects {
    private static final Pattern POM = Pattern.compile("^```xml\n(<project>.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PROPERTIES = Pattern.compile("^```properties\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern OUR_VERSION =
            Pattern.compile("(<groupId>io\\.github\\.scpsdk</groupId>\\s*<artifactId>[^<]*</artifactId>\\s*<version>)[^<]*");
    private static final Pattern SERVICE = Pattern.compile("import io\\.github\\.scpsdk\\.(\\w+)\\.v\\d+_\\d+\\.");
    private static final Pattern SERVICE_DEPENDENCY = Pattern.compile(
            "\\s*<dependency>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>scp-sdk-filestorage</artifactId>\\s*</dependency>");
    private static final Path SOURCES = Path.of("examples/src/main/java/io/github/scpsdk/examples");

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        String readme = Files.readString(root.resolve("README.md"));
        String pom = pom(readme, "<artifactId>my-app<", arguments[2]);

        StringBuilder modules = new StringBuilder();
        try (Stream<Path> files = Files.list(root.resolve(SOURCES))) {
            for (Path example : files.filter(file -> file.toString().endsWith("Example.java")).sorted().toList()) {
                String name = example.getFileName().toString().replace(".java", "");
                String source = Files.readString(example).replaceAll("\\b" + name + "\\b", "Main");
                Path project = Files.createDirectories(folder.resolve(name));
                Path java = Files.createDirectories(project.resolve("src/main/java"));
                String whole = source + helpers(source, root);
                Files.writeString(project.resolve("pom.xml"), dependOnServices(pom, whole, root)
                        .replace("<artifactId>my-app", "<artifactId>" + name));
                Files.writeString(java.resolve("Main.java"), oneFile(whole));
                modules.append("<module>").append(name).append("</module>");
            }
        }
        if (arguments[3].equals("all")) {
            springBoot(readme, Files.createDirectories(folder.resolve("MyApplication")), arguments[2]);
            modules.append("<module>MyApplication</module>");
        }
        Files.writeString(folder.resolve("pom.xml"), """
                <project><modelVersion>4.0.0</modelVersion><groupId>it</groupId><artifactId>users</artifactId><version>1</version>
                <packaging>pom</packaging><properties><exec.skip>true</exec.skip></properties><modules>%s</modules></project>
                """.formatted(modules));
    }

    /** The three files of the README, and a program that starts the application and looks at its answers. */
    private static void springBoot(String readme, Path project, String version) throws IOException {
        Path java = Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(project.resolve("pom.xml"), pom(readme, "spring-boot-starter-parent", version));
        Files.writeString(
                Files.createDirectories(java.resolve("com/example")).resolve("MyApplication.java"), block(JAVA, readme, "@SpringBootApplication"));
        Files.writeString(
                Files.createDirectories(project.resolve("src/main/resources")).resolve("application.properties"),
                block(PROPERTIES, readme, "scp.emulator.enabled"));
        Files.writeString(java.resolve("Main.java"), """
                import java.net.ServerSocket;
                import java.net.URI;
                import java.net.http.*;

                class Main {
                    public static void main(String[] args) throws Exception {
                        int port;
                        try (ServerSocket free = new ServerSocket(0)) {
                            port = free.getLocalPort();
                        }
                        com.example.MyApplication.main(new String[] {"--server.port=" + port, "--server.address=127.0.0.1"});
                        URI volumes = URI.create("http://127.0.0.1:" + port + "/volumes");
                        HttpClient http = HttpClient.newHttpClient();
                        HttpRequest create = HttpRequest.newBuilder(URI.create(volumes + "/my_volume"))
                                .POST(HttpRequest.BodyPublishers.noBody()).build();
                        HttpResponse<String> created = http.send(create, HttpResponse.BodyHandlers.ofString());
                        HttpResponse<String> listed =
                                http.send(HttpRequest.newBuilder(volumes).build(), HttpResponse.BodyHandlers.ofString());
                        System.out.println(created.body() + " " + listed.body());
                        boolean right = created.statusCode() == 200 && listed.statusCode() == 200
                                && listed.body().contains("my_volume") && listed.body().contains(created.body());
                        System.exit(right ? 0 : 1);
                    }
                }
                """);
    }

    private static String pom(String readme, String part, String version) {
        return OUR_VERSION.matcher(block(POM, readme, part)).replaceAll("$1" + Matcher.quoteReplacement(version));
    }

    /** The first block of a kind that has something in it. */
    private static String block(Pattern kind, String readme, String part) {
        return kind.matcher(readme).results().map(block -> block.group(1)).filter(block -> block.contains(part)).findFirst()
                .orElseThrow(() -> new IllegalStateException("README.md has no block with " + part + " like " + kind));
    }

    /** The other classes beside an example that it names, or that those name. */
    private static String helpers(String source, Path root) throws IOException {
        StringBuilder helpers = new StringBuilder();
        List<Path> left;
        try (Stream<Path> files = Files.list(root.resolve(SOURCES))) {
            left = new ArrayList<>(files.filter(file -> !file.toString().endsWith("Example.java")).sorted().toList());
        }
        boolean found = true;
        while (found) {
            found = false;
            for (Path file : List.copyOf(left)) {
                String name = file.getFileName().toString().replace(".java", "");
                if (Pattern.compile("\\b" + name + "\\b").matcher(source + helpers).find()) {
                    helpers.append(Files.readString(file));
                    left.remove(file);
                    found = true;
                }
            }
        }
        return helpers.toString();
    }

    /** The POM with the artifacts of the services that an example calls, in place of File Storage's. */
    private static String dependOnServices(String pom, String source, Path root) throws IOException {
        Matcher filestorage = SERVICE_DEPENDENCY.matcher(pom);
        if (!filestorage.find()) {
            throw new IllegalStateException("README.md does not depend on scp-sdk-filestorage.");
        }
        String dependencies = "";
        for (String service : SERVICE.matcher(source).results().map(use -> use.group(1)).collect(Collectors.toCollection(TreeSet::new))) {
            dependencies += filestorage.group().replace("scp-sdk-filestorage", artifact(service, root));
        }
        return filestorage.replaceFirst(Matcher.quoteReplacement(dependencies));
    }

    private static String artifact(String service, Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith("sdk-") && name.substring(4).replace("-", "").equals(service))
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

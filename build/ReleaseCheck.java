// SPDX-License-Identifier: Apache-2.0
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks the bundle that is sent to Maven Central: its list of files, their checksums, each POM, what is in each jar, each SBOM, and that a
 * second build gave the same bytes. Run by {@code build/release-check} from the repository's root, with the version and two bundles.
 */
class ReleaseCheck {
    private static final String GROUP = "io.github.scpsdk";
    private static final String REPOSITORY = "https://github.com/scpsdk/scp-sdk-java";
    private static final Map<String, String> CHECKSUMS =
            Map.of(".md5", "MD5", ".sha1", "SHA-1", ".sha256", "SHA-256", ".sha512", "SHA-512");
    /** Jars that an artifact has beside those that every artifact has. */
    private static final Map<String, Set<String>> MORE_JARS = Map.of(
            "scp-sdk-emulator", Set.of("-standalone.jar"), "scp-sdk-doctor", Set.of("-standalone.jar"));

    private final String version;
    private final Map<String, byte[]> bundle;
    private final List<String> problems = new ArrayList<>();

    private ReleaseCheck(String version, Map<String, byte[]> bundle) {
        this.version = version;
        this.bundle = bundle;
    }

    public static void main(String[] arguments) throws Exception {
        ReleaseCheck check = new ReleaseCheck(arguments[0], unzip(Files.readAllBytes(Path.of(arguments[1]))));
        check.everything();
        check.sameBytes(unzip(Files.readAllBytes(Path.of(arguments[2]))));
        check.problems.forEach(System.err::println);
        if (!check.problems.isEmpty()) {
            throw new IllegalStateException(check.problems.size() + " problems in the release bundle");
        }
        System.out.println("release-check: " + check.bundle.size() + " files are what Maven Central requires, twice the same.");
    }

    private void everything() throws Exception {
        Map<String, String> published = published();
        Set<String> wanted = new TreeSet<>();
        for (Map.Entry<String, String> artifact : published.entrySet()) {
            for (String ending : endings(artifact.getKey(), artifact.getValue())) {
                String file = path(artifact.getKey(), ending);
                Stream.of("", ".asc").forEach(kind -> wanted.add(file + kind));
                CHECKSUMS.keySet().forEach(kind -> wanted.add(file + kind));
            }
        }
        Set<String> found = bundle.keySet().stream()
                .filter(name -> CHECKSUMS.keySet().stream().noneMatch(kind -> name.endsWith(".asc" + kind)))
                .collect(Collectors.toCollection(TreeSet::new));
        wanted.stream().filter(name -> !found.contains(name)).forEach(name -> problem(name, "is missing"));
        found.stream().filter(name -> !wanted.contains(name)).forEach(name -> problem(name, "does not belong there"));
        if (!problems.isEmpty()) {
            return;
        }
        checksums();
        for (Map.Entry<String, String> artifact : published.entrySet()) {
            Element pom = pom(artifact.getKey());
            if (artifact.getValue().equals("jar")) {
                jars(artifact.getKey());
                sbom(artifact.getKey(), pom);
            }
        }
    }

    /** Artifacts by what the sources say of themselves, with their packaging. */
    private static Map<String, String> published() throws Exception {
        Map<String, String> published = new TreeMap<>();
        try (Stream<Path> folders = Files.list(Path.of("."))) {
            for (Path pom : folders.map(folder -> folder.resolve("pom.xml")).filter(Files::exists).toList()) {
                Element project = xml(Files.readAllBytes(pom));
                Element properties = child(project, "properties");
                if (properties != null && "false".equals(text(properties, "publish.skip"))) {
                    String packaging = text(project, "packaging");
                    published.put(text(project, "artifactId"), packaging == null ? "jar" : packaging);
                }
            }
        }
        return published;
    }

    private static List<String> endings(String artifact, String packaging) {
        List<String> endings = new ArrayList<>(List.of(".pom"));
        if (packaging.equals("jar")) {
            endings.addAll(List.of(".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json", "-cyclonedx.xml"));
            endings.addAll(MORE_JARS.getOrDefault(artifact, Set.of()));
        }
        return endings;
    }

    private void checksums() throws Exception {
        for (Map.Entry<String, byte[]> file : bundle.entrySet()) {
            for (Map.Entry<String, String> kind : CHECKSUMS.entrySet()) {
                byte[] said = bundle.get(file.getKey() + kind.getKey());
                String computed = HexFormat.of()
                        .formatHex(MessageDigest.getInstance(kind.getValue()).digest(file.getValue()));
                if (said != null && !utf8(said).strip().equals(computed)) {
                    problem(file.getKey() + kind.getKey(), "is not the sum of the file");
                }
            }
        }
    }

    private Element pom(String artifact) throws Exception {
        String name = path(artifact, ".pom");
        String content = utf8(bundle.get(name));
        Element pom = xml(bundle.get(name));
        require(name, "a version that is one and the same", !content.contains("SNAPSHOT") && !content.contains("${"));
        require(name, "no build, parent, repositories or profiles",
                Stream.of("build", "parent", "repositories", "pluginRepositories", "profiles", "properties")
                        .allMatch(element -> child(pom, element) == null));
        same(name, GROUP, text(pom, "groupId"));
        same(name, artifact, text(pom, "artifactId"));
        same(name, version, text(pom, "version"));
        require(name, "a name and a description", text(pom, "name") != null && text(pom, "description") != null);
        same(name, REPOSITORY, text(pom, "url"));
        same(name, "Apache-2.0", text(pom, "licenses", "license", "name"));
        same(name, "https://www.apache.org/licenses/LICENSE-2.0.txt", text(pom, "licenses", "license", "url"));
        same(name, "The scp-sdk-java authors", text(pom, "developers", "developer", "name"));
        same(name, "scm:git:" + REPOSITORY + ".git", text(pom, "scm", "connection"));
        same(name, "scm:git:ssh://git@github.com/scpsdk/scp-sdk-java.git", text(pom, "scm", "developerConnection"));
        same(name, REPOSITORY, text(pom, "scm", "url"));
        same(name, "v" + version, text(pom, "scm", "tag"));
        for (Element dependency : dependencies(pom)) {
            require(name, "a version for each dependency", text(dependency, "version") != null);
            require(name, "nothing of tests", !"test".equals(text(dependency, "scope")));
        }
        readByGradle(name, pom);
        return pom;
    }

    /** What Gradle takes from a POM: what to compile and run with, or the versions that {@code platform(…)} gives. */
    private void readByGradle(String name, Element pom) {
        boolean platform = "pom".equals(text(pom, "packaging"));
        require(name, "dependencies, or else versions for platform(…)",
                child(pom, platform ? "dependencies" : "dependencyManagement") == null);
        for (Element dependency : dependencies(pom)) {
            String artifact = text(dependency, "artifactId");
            require(name, "one version of " + artifact + ", no range", text(dependency, "version").matches("[\\w.-]+"));
            require(name, "no BOM in it, which Gradle weighs differently", !"import".equals(text(dependency, "scope")));
        }
    }

    private void jars(String artifact) throws Exception {
        byte[] licence = Files.readAllBytes(Path.of("LICENSE"));
        String notice = Files.readString(Path.of("NOTICE"));
        for (String ending : endings(artifact, "jar").stream().filter(each -> each.endsWith(".jar")).toList()) {
            String name = path(artifact, ending);
            Map<String, byte[]> jar = unzip(bundle.get(name));
            require(name, "our LICENSE", Arrays.equals(licence, jar.get("META-INF/LICENSE")));
            require(name, "our NOTICE", jar.containsKey("META-INF/NOTICE")
                    && utf8(jar.get("META-INF/NOTICE")).strip().startsWith(notice.strip()));
            require(name, "no tests", jar.keySet().stream()
                    .filter(entry -> !entry.contains("/ScpEmulatorTest.")) // an annotation of the starter, for tests of users
                    .noneMatch(entry -> entry.matches(".*Test(\\$.*)?\\.(class|java)")));
        }
        Map<String, byte[]> classes = unzip(bundle.get(path(artifact, ".jar")));
        if (classes.containsKey("module-info.class")) {
            ModuleDescriptor module = ModuleDescriptor.read(new ByteArrayInputStream(classes.get("module-info.class")));
            exportedPackages(artifact, module);
            sources(artifact, classes.keySet());
        }
        if (MORE_JARS.containsKey(artifact)) {
            standalone(artifact);
        }
    }

    /** Javadoc is of what users can import: no more, no less. */
    private void exportedPackages(String artifact, ModuleDescriptor module) throws IOException {
        String name = path(artifact, "-javadoc.jar");
        Set<String> exported = module.exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = unzip(bundle.get(name)).keySet().stream()
                .filter(entry -> entry.endsWith("/package-summary.html"))
                .map(entry -> entry.substring(entry.indexOf('/') + 1, entry.lastIndexOf('/')).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
        same(name, exported.toString(), documented.toString());
    }

    private void sources(String artifact, Set<String> classes) throws IOException {
        String name = path(artifact, "-sources.jar");
        Set<String> sources = unzip(bundle.get(name)).keySet();
        classes.stream()
                .filter(entry -> entry.endsWith(".class") && !entry.contains("$"))
                .map(entry -> entry.replaceAll("\\.class$", ".java"))
                .filter(source -> !sources.contains(source))
                .forEach(source -> problem(name, "has no " + source));
    }

    /** The jar that brings others' code brings their licences and notices. */
    private void standalone(String artifact) throws IOException {
        String name = path(artifact, "-standalone.jar");
        Map<String, byte[]> jar = unzip(bundle.get(name));
        String notice = utf8(jar.get("META-INF/NOTICE"));
        require(name, "the notice of Jackson", notice.contains("Jackson JSON processor"));
        if (artifact.equals("scp-sdk-emulator")) {
            require(name, "the notice of HttpCore", notice.contains("Apache HttpComponents Core"));
        } else {
            require(name, "the licence of SLF4J", jar.containsKey("META-INF/LICENSE.txt"));
        }
        require(name, "the licences of what Jackson took from others",
                jar.keySet().containsAll(Set.of("META-INF/FastDoubleParser-LICENSE", "META-INF/Schubfach-LICENSE")));
        require(name, "a main class", utf8(jar.get("META-INF/MANIFEST.MF")).contains("Main-Class: " + GROUP + "." + artifact.replace("scp-sdk-", "") + ".Main"));
    }

    private void sbom(String artifact, Element pom) throws Exception {
        String name = path(artifact, "-cyclonedx.xml");
        Element sbom = xml(bundle.get(name));
        Element subject = child(child(sbom, "metadata"), "component");
        require(name, "this artifact as its subject",
                subject.getAttribute("bom-ref").startsWith("pkg:maven/" + GROUP + "/" + artifact + "@" + version));
        Map<String, Element> components = new TreeMap<>();
        Element list = child(sbom, "components");
        for (Element component : list == null ? List.<Element>of() : children(list)) {
            components.put(text(component, "group") + ":" + text(component, "name") + ":" + text(component, "version"), component);
            require(name, "a licence for " + text(component, "name"), child(component, "licenses") != null);
        }
        for (Element dependency : dependencies(pom)) {
            String coordinates =
                    text(dependency, "groupId") + ":" + text(dependency, "artifactId") + ":" + text(dependency, "version");
            require(name, coordinates, "provided".equals(text(dependency, "scope")) || components.containsKey(coordinates));
        }
        String json = utf8(bundle.get(path(artifact, "-cyclonedx.json")));
        require(path(artifact, "-cyclonedx.json"), "the same components",
                components.values().stream().allMatch(component -> json.contains(component.getAttribute("bom-ref"))));
    }

    private void sameBytes(Map<String, byte[]> second) throws IOException {
        same("the second build", bundle.keySet().toString(), second.keySet().toString());
        for (Map.Entry<String, byte[]> file : bundle.entrySet()) {
            String name = file.getKey();
            if (!name.contains(".asc") && !Arrays.equals(file.getValue(), second.get(name))) {
                problem(name, "differs in the second build" + (name.endsWith(".jar") ? inside(file.getValue(), second.get(name)) : ""));
            }
        }
    }

    private static String inside(byte[] first, byte[] second) throws IOException {
        Map<String, byte[]> one = unzip(first);
        Map<String, byte[]> other = unzip(second);
        return Stream.concat(one.keySet().stream(), other.keySet().stream())
                .distinct()
                .filter(entry -> !Arrays.equals(one.get(entry), other.get(entry)))
                .limit(5)
                .collect(Collectors.joining(", ", ": ", ""));
    }

    private String path(String artifact, String ending) {
        return GROUP.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version + ending;
    }

    private void require(String file, String what, boolean holds) {
        if (!holds) {
            problem(file, "must have " + what);
        }
    }

    private void same(String file, String wanted, String found) {
        if (!wanted.equals(found)) {
            problem(file, "must have " + wanted + " where it has " + found);
        }
    }

    private void problem(String file, String what) {
        problems.add(file.substring(file.lastIndexOf('/') + 1) + " " + what);
    }

    private static List<Element> dependencies(Element pom) {
        List<Element> all = new ArrayList<>();
        Element managed = child(pom, "dependencyManagement");
        Stream.of(child(pom, "dependencies"), managed == null ? null : child(managed, "dependencies"))
                .filter(list -> list != null)
                .forEach(list -> all.addAll(children(list)));
        return all;
    }

    private static String text(Element parent, String... path) {
        Element element = parent;
        for (String name : path) {
            element = element == null ? null : child(element, name);
        }
        return element == null ? null : element.getTextContent().strip();
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static List<Element> children(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static Element xml(byte[] content) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(content)).getDocumentElement();
    }

    private static String utf8(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), entries.readAllBytes());
                }
            }
        }
        return files;
    }
}

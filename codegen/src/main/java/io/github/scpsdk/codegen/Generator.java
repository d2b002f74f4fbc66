// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import io.github.scpsdk.codegen.emit.ChangesPage;
import io.github.scpsdk.codegen.emit.MigrationPage;
import io.github.scpsdk.codegen.emit.OperationsPage;
import io.github.scpsdk.codegen.emit.ServiceEmitter;
import io.github.scpsdk.codegen.emit.SourceFile;
import io.github.scpsdk.codegen.emit.SpringBeansEmitter;
import io.github.scpsdk.codegen.emit.VersionsPage;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.ServiceModels;
import io.github.scpsdk.codegen.read.ApiExamples;
import io.github.scpsdk.codegen.read.ApiFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads, decides, prints; every service is decided before the first is printed. */
final class Generator {

    private static final String GENERATED = "src/generated/java";

    private Generator() {}

    /** The sources that {@code root/api} gives, by path from the root. */
    static Map<String, String> generate(Path root) {
        List<ServiceModel> services = services(root);
        Map<String, String> sources = new TreeMap<>();
        for (ServiceModel service : services) {
            for (SourceFile file : ServiceEmitter.emit(service)) {
                sources.put(file.path(), file.text());
            }
        }
        if (Files.isDirectory(root.resolve(SpringBeansEmitter.FOLDER))) { // the golden cases have no starter
            SourceFile beans = SpringBeansEmitter.emit(services);
            sources.put(beans.path(), beans.text());
        }
        return sources;
    }

    /** The pages of {@code docs/} that are made from {@code root/api}. */
    static List<SourceFile> pages(Path root) {
        List<SourceFile> pages = new ArrayList<>();
        List<ApiFolder> folders = ApiFolder.readAll(root);
        pages.add(OperationsPage.emit(services(root)));
        pages.add(VersionsPage.emit(services(root)));
        pages.add(ChangesPage.emit(folders));
        for (ApiFolder folder : folders) {
            ApiExamples examples = new ApiExamples(root.resolve("api/examples")
                    .resolve(folder.documents().get(0).service()));
            MigrationPage.emit(ServiceModels.of(folder), folder, examples).ifPresent(pages::add);
        }
        return pages;
    }

    private static List<ServiceModel> services(Path root) {
        List<ServiceModel> services = new ArrayList<>();
        for (ApiFolder folder : ApiFolder.readAll(root)) {
            services.add(ServiceModels.of(folder));
        }
        return services;
    }

    /** The generated sources that are there, by path from the root: those of every module that has any. */
    static Map<String, String> present(Path root) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Path module : children(root)) {
            Path generated = module.resolve(GENERATED);
            if (Files.isDirectory(generated)) {
                for (Path file : files(generated)) {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    sources.put(path, Files.readString(file));
                }
            }
        }
        return sources;
    }

    /** Leaves under {@code root} exactly these sources; files that are right already are not touched. */
    static void write(Path root, Map<String, String> sources) throws IOException {
        Map<String, String> present = present(root);
        for (String path : present.keySet()) {
            if (!sources.containsKey(path)) {
                Files.delete(root.resolve(path));
            }
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            if (!source.getValue().equals(present.get(source.getKey()))) {
                Path file = root.resolve(source.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
            }
        }
        for (Path module : children(root)) {
            deleteEmpty(module.resolve(GENERATED));
        }
    }

    private static void deleteEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path child : children(folder)) {
            deleteEmpty(child);
        }
        try (Stream<Path> left = Files.list(folder)) {
            if (left.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}

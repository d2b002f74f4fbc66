// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of {@code api/} that is about one service.
 *
 * @param folder    its path from the root, for example {@code api/filestorage}
 * @param documents one per version, oldest first
 */
public record ApiFolder(String folder, ServiceFile service, List<ApiDocument> documents) {

    /** The order of versions such as {@code 1.10}. */
    public static final Comparator<String> ORDER = Comparator.<String>comparingInt(version -> part(version, true))
            .thenComparingInt(version -> part(version, false));

    private static final String SERVICE_FILE = "service.yaml";
    private static final Pattern DESCRIPTION = Pattern.compile("[0-9.]+\\.(ya?ml|json)");

    /** Reads every service under {@code root/api}, sorted by name. */
    public static List<ApiFolder> readAll(Path root) {
        List<ApiFolder> folders = new ArrayList<>();
        for (Path folder : list(root.resolve("api"))) {
            if (Files.exists(folder.resolve(SERVICE_FILE))) {
                folders.add(read(root, folder));
            } else if (hasDescription(folder)) {
                throw new InvalidDescriptionException(
                        new SourceLocation(relative(root, folder), 0, ""),
                        "a description is in it, but no " + SERVICE_FILE);
            }
        }
        refuseSharedFolders(folders);
        if (folders.isEmpty()) {
            throw new InvalidDescriptionException(
                    new SourceLocation("api", 0, ""), "no folder in it has a " + SERVICE_FILE);
        }
        return folders;
    }

    private static boolean hasDescription(Path folder) {
        return Files.isDirectory(folder)
                && list(folder).stream()
                        .anyMatch(file -> DESCRIPTION
                                .matcher(file.getFileName().toString())
                                .matches());
    }

    private static void refuseSharedFolders(List<ApiFolder> folders) {
        Map<String, SourceLocation> taken = new HashMap<>();
        for (ApiFolder folder : folders) {
            SourceLocation place = folder.service().place();
            SourceLocation before = taken.putIfAbsent(folder.service().folder(), place);
            if (before != null) {
                throw new InvalidDescriptionException(
                        place, "the folder '" + folder.service().folder() + "' is that of " + before + ", too");
            }
        }
    }

    private static ApiFolder read(Path root, Path folder) {
        List<ApiDocument> documents = new ArrayList<>();
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            if (name.equals(SERVICE_FILE) || !DESCRIPTION.matcher(name).matches()) {
                continue;
            }
            if (!name.endsWith(".yaml")) {
                throw new InvalidDescriptionException(
                        new SourceLocation(relative(root, file), 0, ""), "only .yaml files are read here");
            }
            ApiDocument document = DocumentReader.read(relative(root, file), text(file));
            if (!name.equals(document.version() + ".yaml")) {
                throw new InvalidDescriptionException(
                        document.place(), "the file is named after another version than " + document.version());
            }
            documents.add(document);
        }
        String serviceFile = relative(root, folder.resolve(SERVICE_FILE));
        if (documents.isEmpty()) {
            throw new InvalidDescriptionException(
                    new SourceLocation(serviceFile, 0, ""), "no description stands beside this file");
        }
        documents.sort(Comparator.comparing(ApiDocument::version, ORDER));
        return new ApiFolder(
                relative(root, folder),
                ServiceFileReader.read(serviceFile, text(folder.resolve(SERVICE_FILE))),
                List.copyOf(documents));
    }

    /** Two numbers, as the reader has made sure. */
    private static int part(String version, boolean major) {
        int dot = version.indexOf('.');
        return Integer.parseInt(major ? version.substring(0, dot) : version.substring(dot + 1));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String relative(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

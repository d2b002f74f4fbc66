// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One operation of one API version as the guide documents it: what {@code api/examples} holds, read and nothing added. */
record DocumentedCall(
        String service,
        String version,
        String operationId,
        String method,
        String target,
        Map<String, String> headers,
        @Nullable Path requestBody,
        @Nullable Path correctedBody,
        Map<Integer, Path> responses) {

    private static final Path EXAMPLES = Path.of("../api/examples");

    /** Those of the platform. */
    static List<DocumentedCall> all() {
        List<String> services = ServiceData.platform();
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.endsWith("request.http"))
                    .map(Path::getParent)
                    .sorted()
                    .map(DocumentedCall::read)
                    .filter(call -> services.contains(call.service()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DocumentedCall read(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("request.http"));
            String[] requestLine = lines.get(0).split(" ", 2);
            Map<String, String> headers = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                if (!line.isBlank()) {
                    String[] header = line.split(": ", 2);
                    headers.put(header[0], header[1]);
                }
            }
            Map<Integer, Path> responses = new TreeMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> {
                    String name = file.getFileName().toString();
                    if (name.startsWith("response-")) {
                        responses.put(Integer.valueOf(name.replaceAll("\\D", "")), file);
                    }
                });
            }
            int depth = folder.getNameCount();
            return new DocumentedCall(
                    folder.getName(depth - 3).toString(),
                    folder.getName(depth - 2).toString(),
                    folder.getName(depth - 1).toString(),
                    requestLine[0],
                    requestLine[1].trim(),
                    headers,
                    existing(folder.resolve("request.json")),
                    existing(folder.resolve("request.corrected.json")),
                    responses);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path existing(Path file) {
        return Files.exists(file) ? file : null;
    }

    /** The path of the request line, with {@code {name}} where a value goes. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Names of the query parameters in the request line. */
    List<String> queryNames() {
        int query = target.indexOf('?');
        return query < 0
                ? List.of()
                : Stream.of(target.substring(query + 1).split("&"))
                        .map(pair -> pair.substring(0, pair.indexOf('=')))
                        .toList();
    }

    /** What is sent: the documented body, or the one that stands corrected beside it. */
    @Nullable
    Path bodyToSend() {
        return correctedBody != null ? correctedBody : requestBody;
    }

    @Override
    public String toString() {
        return service + "/" + version + "/" + operationId;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.codegen.Documents.Document;
import io.github.scpsdk.codegen.Documents.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@code service.yaml} says of paging and waiting is complete; that it is right, the generator checks. */
class ListsAndWaitsTest {

    private static final Map<String, Set<String>> STYLES = Map.of(
            "limit-offset", Set.of("limit", "offset"),
            "page-size", Set.of("page", "size"),
            "limit-marker", Set.of("limit", "marker"));

    /** Things that are made and deleted in the background, by the end of their operations' names. */
    private static final List<String> WAITED_FOR =
            List.of("Volume", "VolumeGroup", "Snapshot", "Replication", "Recovery", "Backup", "BackupAgent", "Bucket");

    /** The beginnings of the names of operations that start other work, which goes on when they have answered. */
    private static final List<String> STARTED =
            List.of("restore", "recover", "manualBackup", "attach", "detach", "setVolumeCapacity", "cancel");

    @Test
    void everyListThatPagesHasAPaginator() {
        Set<String> paging = new TreeSet<>();
        Set<String> told = new TreeSet<>();
        for (Document document : Documents.all()) {
            JsonNode data = service(document).get("paging");
            for (Operation operation : document.operations()) {
                Set<String> parameters = parameters(operation);
                STYLES.forEach((style, names) -> {
                    if (parameters.containsAll(names)) {
                        paging.add(document.service() + " " + operation.id() + " " + style);
                    }
                });
            }
            data.properties()
                    .forEach(entry -> told.add(document.service() + " " + entry.getKey() + " "
                            + entry.getValue().get("style").asText()));
        }

        assertThat(told).containsExactlyElementsOf(paging).hasSize(16);
    }

    @Test
    void whatIsMadeOrDeletedCanBeWaitedFor() {
        Set<String> missing = new TreeSet<>();
        for (Document document : Documents.all()) {
            JsonNode andWait = service(document).get("andWait");
            for (Operation operation : document.operations()) {
                String id = operation.id();
                boolean background = (id.startsWith("create") || id.startsWith("delete"))
                        && WAITED_FOR.stream().anyMatch(id::endsWith);
                boolean starts = STARTED.stream().anyMatch(id::startsWith);
                if ((background || starts) && !andWait.has(id)) {
                    missing.add(document.service() + " " + id);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    static JsonNode service(Document document) {
        return Documents.yaml(document.file().resolveSibling("service.yaml"));
    }

    private static Set<String> parameters(Operation operation) {
        Set<String> names = new HashSet<>();
        JsonNode parameters = operation.tree().get("parameters");
        if (parameters != null) {
            parameters.forEach(parameter -> names.add(parameter.get("name").asText()));
        }
        return names;
    }
}

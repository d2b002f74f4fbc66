// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.doctor;

import io.github.scpsdk.core.ScpClient;
import io.github.scpsdk.core.ScpClientBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The clients of all services and versions, by the names that the platform has for them. */
final class Clients {

    /** Of one service and version. */
    record Client(String service, String version, Supplier<ScpClientBuilder<? extends ScpClient, ?>> builder) {}

    /** By service; the version to use by default comes first. */
    private static final Map<String, List<Client>> ALL = new LinkedHashMap<>();

    static {
        filestorage();
        backup();
        archivestorage();
        blockstorage();
        parallelFilestorage();
    }

    private Clients() {}

    @SuppressWarnings("deprecation") // who uses an old version may want to check it
    private static void filestorage() {
        add("filestorage", "1.2", io.github.scpsdk.filestorage.v1_2.FileStorageClient::builder);
        add("filestorage", "1.1", io.github.scpsdk.filestorage.v1_1.FileStorageClient::builder);
        add("filestorage", "1.0", io.github.scpsdk.filestorage.v1_0.FileStorageClient::builder);
    }

    @SuppressWarnings("deprecation")
    private static void backup() {
        add("backup", "1.4", io.github.scpsdk.backup.v1_4.BackupClient::builder);
        add("backup", "1.2", io.github.scpsdk.backup.v1_2.BackupClient::builder);
        add("backup", "1.1", io.github.scpsdk.backup.v1_1.BackupClient::builder);
        add("backup", "1.0", io.github.scpsdk.backup.v1_0.BackupClient::builder);
    }

    @SuppressWarnings("deprecation")
    private static void archivestorage() {
        add("archivestorage", "1.1", io.github.scpsdk.archivestorage.v1_1.ArchiveStorageClient::builder);
        add("archivestorage", "1.3", io.github.scpsdk.archivestorage.v1_3.ArchiveStorageClient::builder); // a preview
        add("archivestorage", "1.0", io.github.scpsdk.archivestorage.v1_0.ArchiveStorageClient::builder);
    }

    @SuppressWarnings("deprecation")
    private static void blockstorage() {
        String name = "baremetal-blockstorage";
        add(name, "1.4", io.github.scpsdk.blockstoragebm.v1_4.BlockStorageBmClient::builder);
        add(name, "1.3", io.github.scpsdk.blockstoragebm.v1_3.BlockStorageBmClient::builder);
        add(name, "1.2", io.github.scpsdk.blockstoragebm.v1_2.BlockStorageBmClient::builder);
        add(name, "1.1", io.github.scpsdk.blockstoragebm.v1_1.BlockStorageBmClient::builder);
        add(name, "1.0", io.github.scpsdk.blockstoragebm.v1_0.BlockStorageBmClient::builder);
    }

    private static void parallelFilestorage() {
        String name = "parallel-filestorage";
        add(name, "1.1", io.github.scpsdk.parallelfilestorage.v1_1.ParallelFileStorageClient::builder);
        add(name, "1.0", io.github.scpsdk.parallelfilestorage.v1_0.ParallelFileStorageClient::builder);
    }

    private static void add(
            String service, String version, Supplier<ScpClientBuilder<? extends ScpClient, ?>> builder) {
        ALL.computeIfAbsent(service, name -> new ArrayList<>()).add(new Client(service, version, builder));
    }

    /** Finds one by {@code service} or {@code service/version}; null when there is none. */
    static @Nullable Client find(String name) {
        int slash = name.indexOf('/');
        String service = slash < 0 ? name : name.substring(0, slash);
        return ALL.getOrDefault(service, List.of()).stream()
                .filter(client -> slash < 0 || client.version().equals(name.substring(slash + 1)))
                .findFirst()
                .orElse(null);
    }

    /** All of them, as arguments that {@link #find} takes. */
    static List<String> names() {
        return ALL.values().stream()
                .flatMap(List::stream)
                .map(client -> client.service() + "/" + client.version())
                .toList();
    }

    /** The services, in the order of the help. */
    static List<String> services() {
        return List.copyOf(ALL.keySet());
    }
}

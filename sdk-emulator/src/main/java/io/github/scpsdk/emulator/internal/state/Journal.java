// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state in a folder: {@code state.json} holds all of it at one time, {@code journal.jsonl} a line for each change since
 * then. A change is in the journal before its request is responded to. A line that was cut off is the change of a request that
 * nobody saw succeed; it is left out. The folder belongs to one process at a time. Not for several threads.
 */
public final class Journal implements AutoCloseable {
    private static final long COMPACT_BYTES = 64L << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path snapshot;
    private final Path log;
    private final FileChannel lockFile;
    private final FileChannel channel;

    private Journal(Path folder) throws IOException {
        this.snapshot = folder.resolve("state.json");
        this.log = folder.resolve("journal.jsonl");
        this.lockFile = lock(folder);
        try {
            this.channel = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            lockFile.close();
            throw e;
        }
    }

    /** Opens a folder, which is created if it is not there, for this process alone. */
    public static Journal open(Path folder) {
        try {
            Files.createDirectories(folder);
            return new Journal(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder " + folder + " cannot be used for the state: " + e.getMessage(), e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this process: the same as held by another one
        }
        if (lock == null) {
            file.close();
            throw new IOException("another emulator uses it");
        }
        return file;
    }

    /** The state that was saved as a whole; null when there is none. */
    @Nullable
    JsonNode savedState() {
        try {
            return Files.exists(snapshot) ? JSON.readTree(snapshot.toFile()) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("The state in " + snapshot + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The changes since then, in order. */
    List<JsonNode> changes() {
        List<JsonNode> changes = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode change = parse(line);
                if (change != null) {
                    changes.add(change);
                } else if (lines.readLine() != null) {
                    throw new IOException("line " + (changes.size() + 1) + " is damaged");
                } // else the last line was cut off
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The changes in " + log + " cannot be read: " + e.getMessage(), e);
        }
        return changes;
    }

    private static @Nullable JsonNode parse(String line) {
        try {
            return JSON.readTree(new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Writes a change; it survives the end of this process when this returns. */
    void append(JsonNode change) {
        try {
            ByteBuffer line = ByteBuffer.wrap((change + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The change cannot be written to " + log + ": " + e.getMessage(), e);
        }
    }

    /** Whether there are so many changes that saving the whole state is worth it. */
    boolean isLong() {
        try {
            return channel.position() > COMPACT_BYTES;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saves the whole state, and forgets the changes. When this is cut off, the changes are made once more, to no effect. */
    void compact(JsonNode state) {
        Path next = snapshot.resolveSibling("state.json.next");
        try {
            Files.write(next, JSON.writeValueAsBytes(state));
            Files.move(next, snapshot, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel.truncate(0);
            channel.position(0);
        } catch (IOException e) {
            throw new UncheckedIOException("The state cannot be written to " + snapshot + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (lockFile;
                channel) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

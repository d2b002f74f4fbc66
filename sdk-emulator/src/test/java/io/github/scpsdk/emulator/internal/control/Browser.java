// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one page, driven over its debugging protocol. */
final class Browser implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final Path profile;
    private final WebSocket page;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private int calls;

    private Browser(Process process, Path profile, URI debugger) {
        this.process = process;
        this.profile = profile;
        this.page = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(debugger, new Messages(messages))
                .join();
    }

    /** Where a Chromium is, if there is one. */
    static Optional<String> program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    /** The words to start one that calls nobody, with a folder for its profile. */
    static List<String> command(Path profile, String... more) {
        List<String> command = new ArrayList<>(List.of(
                program().orElseThrow(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile));
        command.addAll(List.of(more));
        return command;
    }

    static Browser open(Path profile, URI address) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(profile, "--remote-debugging-port=0", address.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Browser(process, profile, debugger(profile, address));
        } catch (IOException | InterruptedException | RuntimeException e) {
            end(process, profile);
            throw e;
        }
    }

    /** Chromium writes down its port, and lists its pages there. */
    private static URI debugger(Path profile, URI address) throws IOException, InterruptedException {
        Path ports = profile.resolve("DevToolsActivePort");
        while (true) { // for as long as the test may take
            if (Files.exists(ports) && !Files.readString(ports).isEmpty()) {
                URI list = URI.create(
                        "http://127.0.0.1:" + Files.readAllLines(ports).get(0) + "/json/list");
                String pages = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                        .body();
                for (JsonNode each : JSON.readTree(pages)) {
                    if (each.path("url").asText().equals(address.toString())) {
                        return URI.create(each.path("webSocketDebuggerUrl").asText());
                    }
                }
            }
            Thread.sleep(50);
        }
    }

    /**
     * Ends a browser with all its processes and deletes its profile. A process that JUnit does not know of may still write there, which fails a
     * test whose folder is deleted meanwhile.
     */
    static void end(Process browser, Path profile) throws IOException, InterruptedException {
        List<ProcessHandle> processes = Stream.concat(browser.descendants(), Stream.of(browser.toHandle()))
                .collect(Collectors.toList());
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(each -> each.onExit().join());
        for (int i = 0; Files.exists(profile); i++) {
            try (Stream<Path> files = Files.walk(profile)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException | UncheckedIOException e) {
                if (i == 200) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    /** The value of an expression in the page. */
    JsonNode evaluate(String script) throws IOException, InterruptedException {
        ObjectNode call = JSON.createObjectNode().put("id", ++calls).put("method", "Runtime.evaluate");
        call.putObject("params").put("expression", script).put("returnByValue", true);
        page.sendText(call.toString(), true).join();
        while (true) {
            String message = messages.poll(60, TimeUnit.SECONDS);
            if (message == null) {
                throw new IOException("The browser does not respond to " + script);
            }
            JsonNode response = JSON.readTree(message);
            if (response.path("id").intValue() == calls) {
                if (response.has("error") || response.path("result").has("exceptionDetails")) {
                    throw new IOException(script + ": " + message);
                }
                return response.at("/result/result/value");
            }
        }
    }

    /** Waits until an expression in the page is true. */
    void await(String condition) throws IOException, InterruptedException {
        for (int i = 0; !evaluate(condition).booleanValue(); i++) {
            if (i == 600) {
                throw new AssertionError("This does not come true in the page: " + condition + "\n"
                        + evaluate("document.body.innerText").asText());
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        page.abort();
        end(process, profile);
    }

    private record Messages(BlockingQueue<String> whole, StringBuilder part) implements WebSocket.Listener {
        Messages(BlockingQueue<String> whole) {
            this(whole, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                whole.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}

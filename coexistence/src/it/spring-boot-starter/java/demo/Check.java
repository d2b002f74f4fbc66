// SPDX-License-Identifier: Apache-2.0
package demo;

import io.github.scpsdk.opentelemetry.ScpOpenTelemetryListener;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the application and looks at its answers over HTTP: its own, those of the actuator, and one that is under way when it is stopped.
 * Then once more with what ahead-of-time processing makes of it, as a native image would have it.
 */
public class Check {

    static final CountDownLatch SLOW = new CountDownLatch(1);
    static final CompletableFuture<Integer> SLOW_ANSWER = new CompletableFuture<>();

    /** Conditions are decided ahead of time, so they are given then too. */
    private static final List<String> ARGUMENTS = List.of(
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--server.shutdown=graceful",
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn",
            "--management.endpoints.web.exposure.include=*",
            "--management.endpoint.health.show-details=always",
            "--management.endpoint.env.show-values=always",
            "--scp.emulator.enabled=true",
            "--scp.region=kr-west1",
            "--scp.access-key=some-access-key",
            "--scp.secret-key=a-secret-that-nobody-sees",
            "--scp.accounts.dr.region=kr-east1");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] args) {
        try {
            application();
            if (!Boolean.getBoolean("spring.aot.enabled")) {
                aheadOfTime();
            }
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1); // else the web server would run on
        }
    }

    private static void application() throws Exception {
        SpringApplication starter = new SpringApplication(Application.class);
        starter.setMainApplicationClass(Application.class); // by whose name the prepared classes are found
        ConfigurableApplicationContext application = starter.run(ARGUMENTS.toArray(String[]::new));
        String url = "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port");

        String id = send("POST", url + "/volumes/my_volume");
        expect(id, id.matches("[0-9a-f-]{32,36}"));
        expect("/volumes", send("GET", url + "/volumes"), "my_volume");
        expect("/async-volumes", send("GET", url + "/async-volumes"), "1");
        expect("/dr-volumes", send("GET", url + "/dr-volumes"), "0");

        String health = send("GET", url + "/actuator/health");
        expect("health", health, "\"scp\":{\"", "filestorage 1.2", "filestorage 1.2 of dr", "\"served\":true", "kr-west1");
        expect(health, health.startsWith("{\"") && health.contains("\"status\":\"UP\"") && !health.contains("DOWN"));

        expect(
                "metrics",
                send("GET", url + "/actuator/metrics/scp.client.calls?tag=operation:createVolume"),
                "\"statistic\":\"COUNT\",\"value\":1.0",
                "filestorage");
        expect("metrics", send("GET", url + "/actuator/metrics/http.client.requests"), "127.0.0.1", "/v1/volumes");
        String beans = send("GET", url + "/actuator/beans");
        expect("beans", beans, "scpFileStorageClientV1Dot2");
        expect("A client was made that nobody asked for", !beans.contains("scpBackupClientV1Dot4"));
        for (String page : new String[] {"/actuator/env", "/actuator/configprops", "/actuator/health"}) {
            String answer = send("GET", url + page);
            expect(page + " shows a secret", !answer.contains("a-secret-that-nobody-sees"));
        }
        expect("env", send("GET", url + "/actuator/env/scp.region"), "kr-west1");
        application.getBean(ScpOpenTelemetryListener.class);

        // Tomcat may close a connection between the end of the method and the last bytes of its response: ask the method
        HTTP.sendAsync(
                HttpRequest.newBuilder(URI.create(url + "/slow")).build(), HttpResponse.BodyHandlers.discarding());
        SLOW.await();
        application.close();
        expect("A client was closed under a request", SLOW_ANSWER.get(1, TimeUnit.SECONDS) == 1);
        System.out.println("The application answers as it should"
                + (Boolean.getBoolean("spring.aot.enabled") ? ", prepared ahead of time." : "."));
    }

    /** Prepares the application as for a native image, compiles what came of it, and runs this once more with it. */
    private static void aheadOfTime() throws Exception {
        Path folder = Files.createTempDirectory("aot");
        try {
            String classPath = System.getProperty("java.class.path");
            List<String> prepare = new ArrayList<>(List.of(
                    "-cp",
                    classPath,
                    SpringApplicationAotProcessor.class.getName(),
                    Application.class.getName(),
                    folder + "/sources",
                    folder + "/resources",
                    folder + "/classes",
                    "it",
                    "demo"));
            prepare.addAll(ARGUMENTS);
            run(prepare);
            List<String> options =
                    new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", folder + "/classes"));
            options.addAll(List.of("-cp", folder + "/classes" + File.pathSeparator + classPath));
            try (Stream<Path> files = Files.walk(folder.resolve("sources"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> options.add(file.toString()));
            }
            expect(
                    "What was prepared ahead of time does not compile",
                    ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)) == 0);
            run(List.of(
                    "-Dspring.aot.enabled=true",
                    "-cp",
                    folder + "/classes" + File.pathSeparator + folder + "/resources" + File.pathSeparator + classPath,
                    Check.class.getName()));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
            }
        }
    }

    private static void run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(arguments);
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        expect("A process ended with " + exit, exit == 0);
    }

    private static String send(String method, String url) {
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            expect(url + " answered " + response.statusCode() + ": " + response.body(), response.statusCode() == 200);
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(url, e);
        }
    }

    private static void expect(String what, String answer, String... parts) {
        for (String part : parts) {
            expect(
                    what + " has no " + part + ": " + answer.substring(0, Math.min(2000, answer.length())),
                    answer.contains(part));
        }
    }

    private static void expect(String otherwise, boolean holds) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package demo;

import io.github.scpsdk.backup.model.BackupDetailResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Returns every record of Backup from a controller and reads it back, with the JSON mapper of Spring Boot as it comes. */
@SpringBootApplication
@RestController
public class Demo {

    private static final Map<String, Object> SAMPLES = samples();

    @GetMapping("/{name}")
    Object sample(@PathVariable("name") String name) {
        return SAMPLES.get(name);
    }

    public static void main(String[] args) throws Exception {
        refuseJackson2();
        try (ConfigurableApplicationContext application = SpringApplication.run(
                Demo.class, "--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off")) {
            String port = application.getEnvironment().getRequiredProperty("local.server.port");
            JsonMapper mapper = application.getBean(JsonMapper.class);
            for (Map.Entry<String, Object> sample : SAMPLES.entrySet()) {
                String json = get("http://127.0.0.1:" + port + "/" + sample.getKey());
                Object read = mapper.readValue(json, sample.getValue().getClass());
                if (!read.equals(sample.getValue())) {
                    throw new IllegalStateException(
                            "Sent " + json + "\nread " + read + "\ninstead of " + sample.getValue());
                }
            }
        }
        System.out.println(SAMPLES.size() + " records came back equal");
    }

    /** Else a mapper of Jackson 2 might have done the work. */
    private static void refuseJackson2() {
        try {
            Class.forName("com.fasterxml.jackson.databind.ObjectMapper");
        } catch (ClassNotFoundException expected) {
            return;
        }
        throw new IllegalStateException("jackson-databind 2 is on the class path");
    }

    private static String get(String url) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(url + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private static Map<String, Object> samples() {
        Map<String, Object> samples = records().stream()
                .collect(Collectors.toMap(Class::getSimpleName, Demo::sample));
        if (samples.size() < 50) {
            throw new IllegalStateException("Found only " + samples.keySet());
        }
        return samples;
    }

    private static Object sample(Class<?> type) {
        try {
            return Samples.of(type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    /** All records of the package of one of them. */
    private static List<Class<?>> records() {
        Class<?> one = BackupDetailResponse.class;
        URI jar = URI.create("jar:" + one.getProtectionDomain().getCodeSource().getLocation());
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> listed = Files.list(files.getPath(one.getPackageName().replace('.', '/')))) {
            return listed.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("-") && !name.contains("$"))
                    .<Class<?>>map(name -> load(one.getPackageName() + "." + name.replace(".class", "")))
                    .filter(Class::isRecord)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fake of a client, which an application wrote for its tests, survives one more operation of the service. */
class FakesTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: Cases, version: "1.0", x-service: widgets, x-state: CURRENT}
            servers:
              - url: https://widgets.example.com
            paths:
              /v1/widgets/{widget_id}:
                get:
                  operationId: showWidget
                  summary: Show Widget
                  parameters:
                    - {name: widget_id, in: path, required: true, schema: {type: string}}
                  responses:
                    '200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Widget'}}}}
            components:
              schemas:
                Widget: {type: object, properties: {id: {type: string}}}
            """;

    private static final String ONE_MORE = """
                delete:
                  operationId: deleteWidget
                  summary: Delete Widget
                  parameters:
                    - {name: widget_id, in: path, required: true, schema: {type: string}}
                  responses:
                    '204': {description: No Content}
            components:
            """;

    private static final String SERVICE = """
            folder: sdk-widgets
            package: io.github.scpsdk.cases.fakes
            client: WidgetsClient
            title: Widgets
            description: An invented service.
            enumerations: []
            operations:
              showWidget: {idempotent: true}
            """;

    private static final String FAKE = """
            package example;

            import io.github.scpsdk.cases.fakes.model.Widget;
            import io.github.scpsdk.cases.fakes.v1_0.WidgetsAsyncClient;
            import io.github.scpsdk.cases.fakes.v1_0.WidgetsClient;
            import java.util.concurrent.CompletableFuture;

            public final class Fake implements WidgetsClient {
                @Override
                public Widget showWidget(String widgetId) {
                    return Widget.builder().id(widgetId).build();
                }

                public static final class Async implements WidgetsAsyncClient {
                    @Override
                    public CompletableFuture<Widget> showWidget(String widgetId) {
                        return CompletableFuture.completedFuture(Widget.builder().id(widgetId).build());
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path core;
    private Map<String, String> older;
    private Map<String, String> newer;

    @BeforeEach
    void generate() throws IOException {
        core = Files.createDirectory(folder.resolve("core"));
        Compiler.compileCore(core);
        older = sources("older", DOCUMENT, SERVICE);
        newer = sources(
                "newer", DOCUMENT.replace("components:\n", ONE_MORE), SERVICE + "  deleteWidget: {idempotent: true}\n");
    }

    @Test
    void aFakeCompilesAgainstAnInterfaceWithOneMoreOperation() throws IOException {
        newer.put("example/Fake.java", FAKE);

        assertThat(Compiler.compile(newer, core, Files.createDirectory(folder.resolve("classes"))))
                .isEmpty();
    }

    @Test
    void aCompiledFakeSurvivesOneMoreOperation() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        older.put("example/Fake.java", FAKE);
        assertThat(Compiler.compile(older, core, classes)).isEmpty();
        assertThat(Compiler.compile(newer, core, classes)).isEmpty(); // over the older ones; the fake stays as it is

        try (URLClassLoader loader = new URLClassLoader(new URL[] {url(classes), url(core)})) {
            Object fake = loader.loadClass("example.Fake").getConstructor().newInstance();
            Object async =
                    loader.loadClass("example.Fake$Async").getConstructor().newInstance();

            assertThat(call(fake, "showWidget")).hasToString("Widget[id=w-1]");
            assertThatThrownBy(() -> call(fake, "deleteWidget"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("WidgetsClient.deleteWidget");
            assertThatThrownBy(() -> call(async, "deleteWidget"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("WidgetsAsyncClient.deleteWidget");
        }
    }

    private Map<String, String> sources(String name, String document, String service) throws IOException {
        Path root = folder.resolve(name);
        Path api = Files.createDirectories(root.resolve("api/widgets"));
        Files.writeString(api.resolve("1.0.yaml"), document);
        Files.writeString(api.resolve("service.yaml"), service);
        Map<String, String> sources = new LinkedHashMap<>();
        Generator.generate(root)
                .forEach((path, text) -> sources.put(path.replaceFirst("^.*/src/generated/java/", ""), text));
        return sources;
    }

    private static URL url(Path folder) throws IOException {
        return folder.toUri().toURL();
    }

    private static Object call(Object fake, String operation) throws Exception {
        try {
            return fake.getClass().getMethod(operation, String.class).invoke(fake, "w-1");
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }
}

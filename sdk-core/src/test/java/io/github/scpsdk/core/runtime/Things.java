// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.schema.AuthScheme;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.serde.JsonInput;
import io.github.scpsdk.core.serde.JsonOutput;
import io.github.scpsdk.core.serde.JsonReader;
import io.github.scpsdk.core.serde.JsonWriter;
import io.github.scpsdk.core.serde.Lists;
import io.github.scpsdk.core.serde.QueryOutput;
import io.github.scpsdk.core.serde.QueryWriter;
import io.github.scpsdk.core.serde.Violations;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;

/** An invented service, written by hand the way generated code is. */
final class Things {

    static final ScpCredentials KEYS = ScpCredentials.of("2sd2gg=2agbdSD26svcD", "5n1Qp0kXr8Tz+Example/Secret==");

    static final ServiceVersion SERVICE = ServiceVersion.builder("things", "1.1")
            .hostTemplate("https://things.{region}.{environment}.samsungsdscloud.com")
            .location("s", "kr-west1", "kr-east1")
            .location("g", "kr-south1")
            .location("e", "kr-west1")
            .versionHeader("Scp-Api-Version", "things 1.1")
            .authentication(AuthScheme.scpHmac())
            .build();

    static final Operation<Thing> SHOW = Operation.<Thing>builder(
                    SERVICE, "showThing", "ShowThing", "GET", "/v1/things/{thing_id}")
            .response(200, ThingReader.INSTANCE)
            .idempotent()
            .build();

    static final Operation<Thing> LIST = Operation.<Thing>builder(
                    SERVICE, "listThings", "ListThings", "GET", "/v1/things")
            .response(200, ThingReader.INSTANCE)
            .idempotent()
            .build();

    static final Operation<Thing> CREATE = Operation.<Thing>builder(
                    SERVICE, "createThing", "CreateThing", "POST", "/v1/things")
            .response(202, ThingReader.INSTANCE)
            .verifyWith("listThings")
            .build();

    static final Operation<Thing> RESTORE = Operation.<Thing>builder(
                    SERVICE, "restoreThing", "RestoreThing", "PUT", "/v1/things/{thing_id}/restore")
            .response(202, ThingReader.INSTANCE)
            .build();

    static final Operation<Thing> SET = Operation.<Thing>builder(
                    SERVICE, "setThing", "SetThing", "PUT", "/v1/things/{thing_id}")
            .response(200, ThingReader.INSTANCE)
            .idempotent()
            .build();

    static final Operation<@Nullable Void> DELETE = Operation.<@Nullable Void>builder(
                    SERVICE, "deleteThing", "DeleteThing", "DELETE", "/v1/things/{thing_id}")
            .emptyResponse(204)
            .idempotent()
            .build();

    static final Operation<Thing> REMOVE = Operation.<Thing>builder(
                    SERVICE, "removeThing", "RemoveThing", "DELETE", "/v1/things/{thing_id}")
            .response(202, ThingReader.INSTANCE)
            .idempotent()
            .build();

    static final Operation<@Nullable Void> POKE = Operation.<@Nullable Void>builder(
                    SERVICE, "pokeThing", "PokeThing", "POST", "/v1/things/{thing_id}/poke")
            .emptyResponse(202)
            .build();

    static final String SERVICE_404 =
            "{\"errors\":[{\"code\":\"NotFound\",\"title\":\"Not found\",\"status\":404,\"detail\":\"No such thing.\",\"request_id\":\"req-1\"}]}";

    private Things() {}

    static Builder builder() {
        Builder builder = new Builder(SERVICE);
        builder.surroundings = new FakeSurroundings();
        return builder;
    }

    static Builder builder(MockWebServer server) {
        return builder()
                .credentials(KEYS)
                .endpointOverride(server.url("/").uri())
                .timeout(Duration.ofSeconds(90))
                .attemptTimeout(Duration.ofSeconds(60));
    }

    static Thing thing(String name) {
        return new Thing(null, name, null, null, null, List.of(), null, null);
    }

    static final class Builder extends AbstractClientBuilder<CallExecutor, Builder> {

        Builder(ServiceVersion service) {
            super(service, executor -> executor);
        }
    }

    record Thing(
            @Nullable String id,
            @Nullable String name,
            @Nullable Integer size,
            @Nullable Boolean on,
            @Nullable OffsetDateTime createdAt,
            List<Thing> parts,
            @Nullable String secret,
            @Nullable Long bytes) {}

    static final class ThingReader extends JsonReader<Thing> {

        static final ThingReader INSTANCE = new ThingReader();

        private ThingReader() {
            super("Thing");
        }

        @Override
        public Thing read(JsonInput in) throws IOException {
            String id = null;
            String name = null;
            Integer size = null;
            Boolean on = null;
            OffsetDateTime createdAt = null;
            List<Thing> parts = null;
            String secret = null;
            Long bytes = null;
            for (String field; (field = in.nextField()) != null; ) {
                switch (field) {
                    case "id" -> id = in.once(id).string();
                    case "name" -> name = in.once(name).string();
                    case "size" -> size = in.once(size).int32();
                    case "on" -> on = in.once(on).bool();
                    case "created_at" -> createdAt = in.once(createdAt).dateTime();
                    case "parts" -> parts = in.once(parts).objects(INSTANCE);
                    case "secret" -> secret = in.once(secret).string();
                    case "bytes" -> bytes = in.once(bytes).int64();
                    default -> in.skip();
                }
            }
            in.expect("name", name);
            return new Thing(id, name, size, on, createdAt, Lists.copy("Thing.parts", parts), secret, bytes);
        }
    }

    static final class ThingWriter extends JsonWriter<Thing> {

        static final ThingWriter INSTANCE = new ThingWriter();

        private static final Pattern NAME = Pattern.compile("^[a-z][a-z0-9_]*$");

        private ThingWriter() {
            super("Thing");
        }

        @Override
        public void write(JsonOutput out, Thing value) throws IOException {
            out.begin();
            out.string("id", value.id());
            out.string("name", value.name());
            out.int32("size", value.size());
            out.bool("on", value.on());
            out.dateTime("created_at", value.createdAt());
            out.objects("parts", value.parts(), INSTANCE, false);
            out.string("secret", value.secret());
            out.int64("bytes", value.bytes());
            out.end();
        }

        @Override
        public void check(Violations v, Thing value) {
            v.required("name", value.name());
            v.pattern("name", value.name(), NAME);
            v.length("name", value.name(), 3, 21);
            v.range("size", value.size(), 1, 16384);
            v.size("parts", value.parts(), 0, 2);
            v.objects("parts", value.parts(), INSTANCE);
        }

        @Override
        public void secrets(Thing value, Consumer<String> sink) {
            if (value.secret() != null) {
                sink.accept(value.secret());
            }
        }
    }

    record ListThingsParams(
            @Nullable String name,
            @Nullable Integer limit,
            @Nullable OffsetDateTime from,
            List<String> states) {}

    static final class ListThingsParamsWriter extends QueryWriter<ListThingsParams> {

        static final ListThingsParamsWriter INSTANCE = new ListThingsParamsWriter();

        private ListThingsParamsWriter() {
            super("ListThingsParams");
        }

        @Override
        public void write(QueryOutput out, ListThingsParams params) {
            out.string("name", params.name());
            out.int32("limit", params.limit());
            out.dateTime("from", params.from());
            out.strings("states", params.states());
        }

        @Override
        public void check(Violations v, ListThingsParams params) {
            v.required("limit", params.limit());
        }
    }
}

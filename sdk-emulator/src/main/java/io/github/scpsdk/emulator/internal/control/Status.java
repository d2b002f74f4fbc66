// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.Emulator;
import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.internal.rules.StatefulBehaviour;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the status page shows. It is bounded, because the page asks for it again and again: the newest resources and the
 * latest requests only. No keys, no bodies, no headers and no queries are in it.
 */
public final class Status {
    private static final int MAX_RESOURCES = 200;
    private static final int MAX_REQUESTS = 50;

    /** Fields that tell the state of a resource; the first one that it has counts. */
    private static final List<String> STATES = List.of("state", "status", "replication_status", "connection_state");

    private static final Pattern QUERY = Pattern.compile("\\?[^'\\s]*");

    private final Emulator emulator;
    private final Supplier<List<Served>> served;
    private final StatefulBehaviour state;
    private final Store store;
    private final Supplier<Collection<String>> secrets;
    private final String title;

    /**
     * A service and where it is.
     *
     * @param versions newest first
     */
    public record Served(String name, URI address, List<String> versions) {}

    /**
     * The status of an emulator.
     *
     * @param title   of the emulated system
     * @param secrets masked wherever they appear
     */
    public Status(
            Emulator emulator,
            String title,
            Supplier<List<Served>> served,
            StatefulBehaviour state,
            Store store,
            Supplier<Collection<String>> secrets) {
        this.emulator = emulator;
        this.title = title;
        this.served = served;
        this.state = state;
        this.store = store;
        this.secrets = secrets;
    }

    JsonNode now() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("title", title).put("now", emulator.clock().now().toString());
        status.set("services", services());
        state.hold(() -> addResources(status));
        status.set("requests", requests());
        ArrayNode faults = status.putArray("faults");
        emulator.faults().forEach(fault -> faults.add(FaultJson.of(fault)));
        ArrayNode kinds = status.putArray("faultKinds");
        Stream.of(Fault.Kind.values()).forEach(kind -> kinds.add(kind.name()));
        return status;
    }

    private ArrayNode services() {
        ArrayNode services = JsonNodeFactory.instance.arrayNode();
        for (Served service : served.get()) {
            ArrayNode versions = services.addObject()
                    .put("name", service.name())
                    .put("address", service.address().toString())
                    .putArray("versions");
            service.versions().forEach(versions::add);
        }
        return services;
    }

    private ObjectNode addResources(ObjectNode status) {
        List<Resource> newest = store.newest(MAX_RESOURCES);
        ArrayNode resources = status.put("resourceCount", store.size()).putArray("resources");
        newest.forEach(resource -> resources
                .addObject()
                .put("number", resource.number())
                .put("kind", resource.kind().toString())
                .put("region", resource.region())
                .put("id", withoutKeys(resource.id()))
                .put("name", withoutKeys(resource.text("name")))
                .put("state", stateOf(resource)));
        status.set("relations", new Relations(newest).toJson());
        return status;
    }

    private static @Nullable String stateOf(Resource resource) {
        return STATES.stream()
                .map(resource::text)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private ArrayNode requests() {
        ArrayNode latest = JsonNodeFactory.instance.arrayNode();
        List<ReceivedRequest> all = emulator.requests();
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - MAX_REQUESTS); i--) {
            ReceivedRequest request = all.get(i);
            latest.addObject()
                    .put("method", request.method())
                    .put("path", masked(request.target()))
                    .put("operation", request.operation())
                    .put("status", request.status())
                    .put("refusal", masked(request.refusal()));
        }
        return latest;
    }

    /** A text of a request without queries, which may hold anything, and without keys. */
    private @Nullable String masked(@Nullable String text) {
        return text == null ? null : withoutKeys(QUERY.matcher(text).replaceAll("?***"));
    }

    private @Nullable String withoutKeys(@Nullable String text) {
        String masked = text;
        for (String secret : secrets.get()) {
            masked = masked == null ? null : masked.replace(secret, "***");
        }
        return masked;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.description.DescribedCall;
import io.github.scpsdk.emulator.internal.description.DescribedOperation;
import io.github.scpsdk.emulator.internal.description.RequestViolations;
import io.github.scpsdk.emulator.internal.refusal.Refusal;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A call as a rule sees it: the request, which is as described, and the state, which the rule may change. */
public final class RuleCall {
    private final World world;
    private final DescribedCall call;
    private final JsonNode body;
    private final Map<String, String> headers = new TreeMap<>();
    private int status;

    RuleCall(World world, DescribedCall call) {
        this.world = world;
        this.call = call;
        JsonNode sent = call.body();
        this.body = sent == null
                ? JsonNodeFactory.instance.objectNode()
                : call.operation().describedPart(sent);
        this.status = call.operation().firstSuccess();
    }

    /** An empty object, to be filled as the body of a response. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An empty list, to be filled. */
    public static ArrayNode list() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** What rules work with. */
    public World world() {
        return world;
    }

    /** Everything that exists. */
    public Store store() {
        return world.store();
    }

    /** The time on the emulator's clock. */
    public Instant now() {
        return world.now();
    }

    /** For new ids. */
    public Ids ids() {
        return world.ids();
    }

    /** The region that was called. */
    public String region() {
        return call.region();
    }

    /** The URL that was called, up to the path of the service. */
    public String base() {
        return call.base();
    }

    /** The service that was called. */
    public String service() {
        return call.version().service();
    }

    /** The version that was called, for example {@code 1.1}. */
    public String version() {
        return call.version().version();
    }

    /** What is described of the operation. */
    DescribedOperation operation() {
        return call.operation();
    }

    /** A value in the path. */
    public String path(String name) {
        return call.pathValues().getOrDefault(name, "");
    }

    /** A value of the query; null when it was not sent or sent empty. */
    public @Nullable String query(String name) {
        List<String> values = call.query().get(name);
        String last = values == null || values.isEmpty() ? null : values.get(values.size() - 1);
        return last == null || last.isEmpty() ? null : last;
    }

    /** All values of a parameter that may be repeated. */
    public List<String> queries(String name) {
        return call.query().getOrDefault(name, List.of());
    }

    /** What the called version knows of the body; an empty object when none was sent. */
    public JsonNode body() {
        return body;
    }

    /** The text of a field of the body; null when it was not sent or is null. */
    public @Nullable String text(String field) {
        JsonNode value = body.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    /** Whether a field of the body was sent and is not null. */
    public boolean has(String field) {
        return body.hasNonNull(field);
    }

    /** The status of the response, where it is not the first described success. */
    public void status(int success) {
        this.status = success;
    }

    int status() {
        return status;
    }

    /** Adds a header to the response. */
    public void header(String name, String value) {
        headers.put(name, value);
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The resource with an id in the called region, or else the refusal for a condition of the table. */
    public Resource require(Kind kind, @Nullable String id, String otherwise) {
        Resource resource = store().find(kind, region(), id);
        if (resource == null) {
            throw refuse(otherwise, String.valueOf(id));
        }
        return resource;
    }

    /** The refusal for a condition of the table, to be thrown. */
    public Refusal refuse(String condition, String... values) {
        return world.refusals().refusal(service(), condition, values);
    }

    /** The refusal of a value that breaks a rule of shape which the description does not have, to be thrown. */
    public Refusal invalid(String at, String message) {
        RequestViolations violations = new RequestViolations(false);
        violations.add(at, message);
        return world.refusals().invalid(service(), violations, false);
    }

    /** Lets an event happen once the effect of this operation is complete. */
    public void later(Resource resource, String event) {
        resource.later(world.delays().of(service(), call.operation().id()), event);
    }

    /** A page of resources, given newest first. */
    public ListPage list(Collection<Resource> resources) {
        return new ListPage(this, resources instanceof List<Resource> list ? list : List.copyOf(resources));
    }
}

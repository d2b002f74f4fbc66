// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.OpenEnum;
import io.github.scpsdk.emulator.Response;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A platform of tomorrow: every documented response again, with what this SDK does not know, and without what it does. */
class ForwardCompatibilityTest {

    private static final String FROM_THE_FUTURE = "FROM_THE_FUTURE";
    private static final AtomicInteger ENUMERATED_VALUES = new AtomicInteger();

    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    static Stream<DocumentedCall> calls() {
        return DocumentedCall.all().stream().filter(call -> !call.responses().isEmpty());
    }

    @Test
    void someOperationsAnswerWithABody() {
        assertThat(calls()).hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anUnknownFieldIsPassedOver(DocumentedCall call) throws Exception {
        JsonNode documented = documented(call);
        JsonNode response = documented.deepCopy();
        everyObject(
                response,
                object -> object.putObject("field_from_the_future")
                        .put("number", 1)
                        .putArray("list")
                        .add("text"));

        assertThat(Deviations.between(documented, read(call, response)))
                .isSubsetOf(union(Deviations.listed(call), keptWhole(call)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anUnknownValueOfAnEnumerationKeepsItsText(DocumentedCall call) throws Exception {
        JsonNode response = documented(call).deepCopy();
        Class<?> type = platform.resultType(call);
        List<String> changed = new ArrayList<>();
        everyEnumerated(response, type, changed);
        if (!changed.isEmpty()) {
            ENUMERATED_VALUES.addAndGet(changed.size());
            Set<String> expected = new TreeSet<>(Deviations.listed(call));
            expected.removeAll(changed);
            assertThat(Deviations.between(response, read(call, response))).isEqualTo(expected);
        }
    }

    @AfterAll
    static void enumerationsWereMet() {
        assertThat(ENUMERATED_VALUES.get()).isGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anyFieldMayBeNullOrMissing(DocumentedCall call) throws Exception {
        JsonNode documented = documented(call);
        for (int field = 0; field < countFields(documented); field++) {
            JsonNode withNull = documented.deepCopy();
            JsonNode without = documented.deepCopy();
            String name = changeField(withNull, field, (object, key) -> object.putNull(key));
            changeField(without, field, (object, key) -> object.remove(key));

            assertThat(Deviations.between(withNull, read(call, withNull)))
                    .as("%s null", name)
                    .isSubsetOf(Deviations.listed(call));
            assertThat(Deviations.between(without, read(call, without)))
                    .as("%s missing", name)
                    .isSubsetOf(Deviations.listed(call));
        }
    }

    private static JsonNode documented(DocumentedCall call) {
        return Json.read(call.responses().values().iterator().next());
    }

    private static JsonNode read(DocumentedCall call, JsonNode response) throws Exception {
        int status = call.responses().keySet().iterator().next();
        return Json.MAPPER.valueToTree(platform.callReturning(call, Response.json(status, response.toString())));
    }

    private static void everyObject(JsonNode node, Consumer<ObjectNode> change) {
        node.forEach(child -> everyObject(child, change));
        if (node instanceof ObjectNode object) {
            change.accept(object);
        }
    }

    /** Free-form fields keep an unknown field as they keep everything. */
    private static Set<String> keptWhole(DocumentedCall call) {
        Set<String> names = new TreeSet<>();
        freeForm(platform.resultType(call), names);
        return names.isEmpty() ? names : union(names, Set.of("field_from_the_future"));
    }

    private static void freeForm(Class<?> type, Set<String> names) {
        for (RecordComponent component : recordComponents(type)) {
            Class<?> element = elementType(component);
            if (element == JsonValue.class) {
                names.add(wireName(component));
            } else {
                freeForm(element, names);
            }
        }
    }

    private static void everyEnumerated(JsonNode node, Class<?> type, List<String> changed) {
        for (RecordComponent component : recordComponents(type)) {
            String name = wireName(component);
            JsonNode value = node.path(name);
            Class<?> element = elementType(component);
            if (OpenEnum.class.isAssignableFrom(element) && value.isTextual()) {
                ((ObjectNode) node).set(name, TextNode.valueOf(FROM_THE_FUTURE));
                changed.add(name);
            } else if (value.isArray()) {
                value.forEach(item -> everyEnumerated(item, element, changed));
            } else if (value.isObject()) {
                everyEnumerated(value, element, changed);
            }
        }
    }

    private static List<RecordComponent> recordComponents(Class<?> type) {
        return type.isRecord() ? List.of(type.getRecordComponents()) : List.of();
    }

    private static String wireName(RecordComponent component) {
        return component.getAccessor().getAnnotation(JsonProperty.class).value();
    }

    private static Class<?> elementType(RecordComponent component) {
        Type type = component.getGenericType();
        if (type instanceof ParameterizedType list) {
            type = list.getActualTypeArguments()[0];
        }
        return (Class<?>) type;
    }

    private static int countFields(JsonNode node) {
        int count = node.isObject() ? node.size() : 0;
        for (JsonNode child : node) {
            count += countFields(child);
        }
        return count;
    }

    private static String changeField(JsonNode root, int index, FieldChange change) {
        int[] left = {index};
        String name = changeField(root, left, change);
        if (name == null) {
            throw new AssertionError("no field " + index);
        }
        return name;
    }

    private static @org.jspecify.annotations.Nullable String changeField(
            JsonNode node, int[] left, FieldChange change) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (left[0]-- == 0) {
                    change.apply(object, name);
                    return name;
                }
            }
        }
        for (JsonNode child : node) {
            String name = changeField(child, left, change);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private interface FieldChange {
        void apply(ObjectNode object, String name);
    }
}

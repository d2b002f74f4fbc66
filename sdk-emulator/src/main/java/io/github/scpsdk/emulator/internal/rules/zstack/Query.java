// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.zstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what the conditions of a query ask for: {@code q}, {@code sort}, {@code start}, {@code limit}, {@code fields}. */
final class Query {
    /** A field, perhaps one of the elements of a list, and an operator; the longer operators come first. */
    private static final Pattern CONDITION = Pattern.compile(
            "\\s*([A-Za-z.]+?)\\s*(!=|>=|<=|!\\?=|!~=|~=|\\?=|=|>|<| is null| not null)(.*)", Pattern.DOTALL);

    private Query() {}

    static JsonNode find(RuleCall call, Collection<Resource> all) {
        List<Resource> found = new ArrayList<>(all);
        for (String condition : call.queries("q")) {
            Matcher parts = CONDITION.matcher(condition);
            if (!parts.matches()) {
                throw call.invalid("query.q", "Input should be a field, an operator and a value");
            }
            String value = parts.group(3).isEmpty() ? null : parts.group(3);
            found.removeIf(resource ->
                    !holds(resource.fields(), parts.group(1), parts.group(2).trim(), value));
        }
        sort(call, found);
        ObjectNode body = RuleCall.object();
        if (isAsked(call, "count")) {
            return body.put("total", found.size());
        }
        if (isAsked(call, "replyWithCount")) {
            body.put("total", found.size());
        }
        int start = Math.min(found.size(), number(call, "start", 0));
        int end = (int) Math.min(found.size(), (long) start + number(call, "limit", 1000));
        ArrayNode inventories = body.putArray("inventories");
        Set<String> fields = fields(call);
        found.subList(start, end).forEach(resource -> inventories.add(part(resource, fields)));
        return body;
    }

    /** The one with a uuid, as a list; an empty list when there is none. */
    static JsonNode one(@Nullable Resource resource) {
        ObjectNode body = RuleCall.object();
        ArrayNode inventories = body.putArray("inventories");
        if (resource != null) {
            inventories.add(resource.fields());
        }
        return body;
    }

    private static boolean isAsked(RuleCall call, String parameter) {
        return Boolean.parseBoolean(call.query(parameter));
    }

    private static int number(RuleCall call, String parameter, int otherwise) {
        String sent = call.query(parameter);
        return sent == null ? otherwise : Integer.parseInt(sent);
    }

    private static Set<String> fields(RuleCall call) {
        String sent = call.query("fields");
        return sent == null ? Set.of() : new LinkedHashSet<>(List.of(sent.split("\\s*,\\s*")));
    }

    private static JsonNode part(Resource resource, Set<String> fields) {
        ObjectNode part = resource.fields().deepCopy();
        return fields.isEmpty() ? part : part.retain(fields);
    }

    private static void sort(RuleCall call, List<Resource> found) {
        String sort = call.query("sort");
        if (sort == null) {
            return;
        }
        // a plus that was not encoded arrives as a space
        String field = sort.startsWith("+") || sort.startsWith("-") || sort.startsWith(" ") ? sort.substring(1) : sort;
        Comparator<Resource> order = field.endsWith("Date")
                ? Comparator.comparingLong(
                        (Resource resource) -> resource.number()) // times are text; this is their order
                : (a, b) -> compare(a.fields().path(field), b.fields().path(field));
        found.sort(sort.startsWith("-") ? order.reversed() : order);
    }

    private static int compare(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber()
                ? Double.compare(a.doubleValue(), b.doubleValue())
                : a.asText().compareTo(b.asText());
    }

    private static boolean holds(JsonNode object, String path, String operator, @Nullable String value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return holds(object.path(path), operator, value);
        }
        for (JsonNode element : object.path(path.substring(0, dot))) {
            if (holds(element, path.substring(dot + 1), operator, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(JsonNode field, String operator, @Nullable String value) {
        boolean isNull = field.isMissingNode() || field.isNull();
        String wanted = value == null ? "" : value;
        return switch (operator) {
            case "is null" -> isNull;
            case "not null" -> !isNull;
            case "=" -> !isNull && equal(field, wanted);
            case "!=" -> isNull || !equal(field, wanted);
            case "~=" -> !isNull && like(wanted).matcher(field.asText()).matches();
            case "!~=" -> isNull || !like(wanted).matcher(field.asText()).matches();
            case "?=" -> !isNull && List.of(wanted.split(",")).contains(field.asText());
            case "!?=" -> isNull || !List.of(wanted.split(",")).contains(field.asText());
            default -> !isNull && inOrder(field, operator, wanted);
        };
    }

    private static boolean equal(JsonNode field, String wanted) {
        Double number = field.isNumber() ? parsed(wanted) : null;
        return number == null ? field.asText().equals(wanted) : field.doubleValue() == number;
    }

    private static boolean inOrder(JsonNode field, String operator, String wanted) {
        Double number = field.isNumber() ? parsed(wanted) : null;
        int order = number == null
                ? field.asText().compareTo(wanted)
                : Double.compare(field.doubleValue(), Objects.requireNonNull(number));
        return operator.startsWith(">")
                ? order > 0 || (order == 0 && operator.endsWith("="))
                : order < 0 || (order == 0 && operator.endsWith("="));
    }

    private static @Nullable Double parsed(String text) {
        return text.matches("-?[0-9]+(\\.[0-9]+)?([Ee][0-9]+)?") ? Double.valueOf(text) : null;
    }

    /** As in SQL: a percent sign is any text. */
    private static Pattern like(String wanted) {
        return Pattern.compile("\\Q" + wanted.replace("%", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
    }
}

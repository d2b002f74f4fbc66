// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.description.Check;
import io.github.scpsdk.emulator.internal.description.Parameter;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A page of resources, as the query of a list operation asks for it: filtered, sorted, and cut by {@code offset} and
 * {@code limit} or by {@code page} and {@code size}. Without these parameters everything is on the page.
 */
public final class ListPage {
    private final RuleCall call;
    private final List<Resource> resources;
    private @Nullable Predicate<Resource> filter;
    private String total = "count";
    private long byDefault = 20;

    ListPage(RuleCall call, List<Resource> resources) {
        this.call = call;
        this.resources = resources;
    }

    /** Keeps those whose field contains the text of the parameter of the same name, if it was sent. */
    public ListPage contains(String name) {
        String text = call.query(name);
        return text == null ? this : where(r -> String.valueOf(r.text(name)).contains(text));
    }

    /** Keeps those whose field is the text of the parameter of the same name, if it was sent. */
    public ListPage exact(String name) {
        return exact(name, name);
    }

    /** Keeps those whose field is the text of a parameter, if it was sent. */
    public ListPage exact(String parameter, String field) {
        String text = call.query(parameter);
        return text == null
                ? this
                : where(r -> text.equals(r.fields().path(field).asText(null)));
    }

    /** Keeps those for which something holds. */
    public ListPage where(Predicate<Resource> holds) {
        filter = filter == null ? holds : filter.and(holds);
        return this;
    }

    /** The name of the number of all, when it is not {@code count}. */
    public ListPage total(String name) {
        total = name;
        return this;
    }

    /** How many are on a page, when it is not 20 and the request does not say so. */
    public ListPage byDefault(int limit) {
        byDefault = limit;
        return this;
    }

    /** The body of the response: the number of all, and the page under a name. */
    public ObjectNode page(String items) {
        return page(items, Resource::fields);
    }

    /**
     * The body of the response: the number of all, and the page under a name.
     *
     * @param view what the response has of a resource
     */
    public ObjectNode page(String items, Function<Resource, ? extends JsonNode> view) {
        Cut cut = cut();
        Comparator<Resource> order = order(items, view);
        List<Resource> kept = kept(order);
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        int from = (int) Math.min(cut.from(), kept.size());
        int to = (int) Math.min(cut.to(), kept.size());
        kept.subList(from, to).forEach(resource -> page.add(view.apply(resource)));
        ObjectNode body = RuleCall.object().put(total, kept.size());
        body.set(items, page);
        return body;
    }

    private List<Resource> kept(@Nullable Comparator<Resource> order) {
        if (filter == null && order == null) {
            return resources;
        }
        List<Resource> kept = new ArrayList<>();
        for (Resource resource : resources) {
            if (filter == null || filter.test(resource)) {
                kept.add(resource);
            }
        }
        if (order != null) {
            kept.sort(order);
        }
        return kept;
    }

    /** The part of the list that is asked for. */
    private record Cut(long from, long to) {}

    private Cut cut() {
        if (call.operation().queryParameter("limit") != null) {
            long limit = number("limit", byDefault, 1);
            long offset = number("offset", 0, 0);
            return new Cut(offset, offset + limit);
        }
        if (call.operation().queryParameter("size") != null) {
            long size = number("size", byDefault, 1);
            long page = number("page", 0, 0);
            return new Cut(page * size, (page + 1) * size);
        }
        return new Cut(0, Long.MAX_VALUE);
    }

    private long number(String name, long otherwise, long least) {
        Parameter parameter = call.operation().queryParameter(name);
        String sent = parameter == null ? null : call.query(name);
        if (sent != null) {
            long value = Long.parseLong(sent);
            if (value < least) {
                throw call.invalid("query." + name, "Input should be greater than or equal to " + least);
            }
            return value;
        }
        JsonNode byDefault = parameter == null ? null : parameter.byDefault();
        return byDefault == null ? otherwise : byDefault.longValue();
    }

    /** From {@code field:asc,field:desc}; null for the order that there is. */
    private @Nullable Comparator<Resource> order(String items, Function<Resource, ? extends JsonNode> view) {
        String sort = call.operation().queryParameter("sort") == null ? null : call.query("sort");
        if (sort == null) {
            return null;
        }
        Check item = Objects.requireNonNull(call.operation().success(call.status()))
                .property(items)
                .items();
        IdentityHashMap<Resource, JsonNode> views = new IdentityHashMap<>();
        Comparator<Resource> order = null;
        for (String part : sort.split(",", -1)) {
            String[] words = part.trim().split(":", 2);
            String direction = words.length == 1 ? "asc" : words[1].trim().toLowerCase(Locale.ROOT);
            if (!item.propertyNames().contains(words[0])) {
                throw call.invalid("query.sort", "Input should name fields of the list");
            }
            if (!direction.equals("asc") && !direction.equals("desc")) {
                throw call.invalid("query.sort", "Input should be field:asc or field:desc");
            }
            Comparator<Resource> byField = (a, b) -> compare(
                    views.computeIfAbsent(a, view).path(words[0]),
                    views.computeIfAbsent(b, view).path(words[0]));
            Comparator<Resource> next = direction.equals("asc") ? byField : byField.reversed();
            order = order == null ? next : order.thenComparing(next);
        }
        return order;
    }

    /** Numbers by size, anything else by its text; what is absent or null comes first. */
    private static int compare(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return (a.isMissingNode() || a.isNull() ? "" : a.asText())
                .compareTo(b.isMissingNode() || b.isNull() ? "" : b.asText());
    }
}

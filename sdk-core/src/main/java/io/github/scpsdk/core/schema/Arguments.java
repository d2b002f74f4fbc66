// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import io.github.scpsdk.core.serde.JsonOutput;
import io.github.scpsdk.core.serde.JsonWriter;
import io.github.scpsdk.core.serde.QueryOutput;
import io.github.scpsdk.core.serde.QueryWriter;
import io.github.scpsdk.core.serde.Violations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call. Immutable. The executor checks them, because it knows the name of the operation.
 */
public final class Arguments {

    private static final Arguments NONE = new Arguments(List.of(), null, null);

    private final List<String> path;
    private final @Nullable Query<?> query;
    private final @Nullable Body<?> body;

    private Arguments(List<String> path, @Nullable Query<?> query, @Nullable Body<?> body) {
        this.path = path;
        this.query = query;
        this.body = body;
    }

    /**
     * Returns no arguments.
     *
     * @return a constant
     */
    public static Arguments none() {
        return NONE;
    }

    /**
     * Returns path arguments, in the order of the template.
     *
     * @param values one for each parameter of the path
     * @return the arguments
     */
    public static Arguments path(String... values) {
        // a null stays in the list: the executor refuses it with the name of the operation
        return new Arguments(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values))), null, null);
    }

    /**
     * Adds query parameters.
     *
     * @param writer writes them
     * @param params the record
     * @param <P> its type
     * @return a copy
     */
    public <P> Arguments query(QueryWriter<P> writer, P params) {
        return new Arguments(path, new Query<>(writer, params), body);
    }

    /**
     * Adds a body.
     *
     * @param writer writes it
     * @param value the record
     * @param <B> its type
     * @return a copy
     */
    public <B> Arguments body(JsonWriter<B> writer, B value) {
        return new Arguments(path, query, new Body<>(writer, value));
    }

    public List<String> path() {
        return path;
    }

    @Nullable
    public Query<?> query() {
        return query;
    }

    @Nullable
    public Body<?> body() {
        return body;
    }

    /** Query parameters and their writer. */
    public record Query<P>(QueryWriter<P> writer, P params) {

        public void check(boolean constraints, Violations into) {
            if (params == null) {
                into.add(writer.typeName() + " is null");
                return;
            }
            Violations own = new Violations(writer.typeName(), constraints);
            writer.check(own, params);
            for (String violation : own.found()) {
                into.add(violation);
            }
        }

        public void write(QueryOutput out) {
            writer.write(out, params);
        }
    }

    /** A body and its writer. */
    public record Body<B>(JsonWriter<B> writer, B value) {

        public void check(boolean constraints, Violations into) {
            if (value == null) {
                into.add("the body (" + writer.typeName() + ") is null");
                return;
            }
            Violations own = new Violations(writer.typeName(), constraints);
            writer.check(own, value);
            for (String violation : own.found()) {
                into.add(violation);
            }
        }

        public void write(JsonOutput out) throws IOException {
            writer.write(out, value);
        }

        public void secrets(Consumer<String> sink) {
            writer.secrets(value, sink);
        }

        public String typeName() {
            return writer.typeName();
        }
    }
}

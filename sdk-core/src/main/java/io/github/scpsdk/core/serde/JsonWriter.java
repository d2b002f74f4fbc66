// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Checks and writes one record of request bodies. Generated, stateless, one instance for each record.
 *
 * @param <T> the record
 */
public abstract class JsonWriter<T> {

    private final String typeName;

    /**
     * Creates a writer.
     *
     * @param typeName name of the schema, for messages
     */
    protected JsonWriter(String typeName) {
        this.typeName = typeName;
    }

    public final String typeName() {
        return typeName;
    }

    /**
     * Writes an object, from {@link JsonOutput#begin()} to {@link JsonOutput#end()}.
     *
     * @param out takes the fields
     * @param value the record
     */
    public abstract void write(JsonOutput out, T value) throws IOException;

    /**
     * Reports the values of a record that the platform would refuse.
     *
     * @param violations takes the reports
     * @param value the record
     */
    public void check(Violations violations, T value) {}

    /**
     * Passes on the secrets in a record, so that messages can mask them.
     *
     * @param value the record
     * @param sink takes each secret
     */
    public void secrets(T value, Consumer<String> sink) {}
}

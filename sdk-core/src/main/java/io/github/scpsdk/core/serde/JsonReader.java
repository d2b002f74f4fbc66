// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;

/**
 * Reads one record of responses. Generated, stateless, one instance for each record.
 *
 * @param <T> the record
 */
public abstract class JsonReader<T> {

    private final String typeName;
    private final SerializedString[] fields;

    /**
     * Creates a reader.
     *
     * @param typeName name of the schema, for warnings
     * @param fields names of its fields in the documented order; it takes longer to read another
     */
    protected JsonReader(String typeName, String... fields) {
        this.typeName = typeName;
        this.fields = new SerializedString[fields.length];
        for (int i = 0; i < fields.length; i++) {
            this.fields[i] = new SerializedString(fields[i]);
        }
    }

    final String typeName() {
        return typeName;
    }

    /** Returns the names of the fields in the documented order. */
    final SerializedString[] fields() {
        return fields;
    }

    /**
     * Reads an object.
     *
     * @param in the input, at the start of the object; left at its end
     * @return the record
     * @throws IOException if the text is not JSON or ends early
     */
    public abstract T read(JsonInput in) throws IOException;
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import java.io.IOException;

/**
 * Reads one record of responses. Generated, stateless, one instance for each record.
 *
 * @param <T> the record
 */
public abstract class JsonReader<T> {

    private final String typeName;

    /**
     * Creates a reader.
     *
     * @param typeName name of the schema, for warnings
     */
    protected JsonReader(String typeName) {
        this.typeName = typeName;
    }

    final String typeName() {
        return typeName;
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

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
     * @param in stands on the start of the object, and is left on its end
     * @return the record
     * @throws IOException when the text is no JSON or ends early
     */
    public abstract T read(JsonInput in) throws IOException;
}

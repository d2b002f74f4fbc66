package io.github.scpsdk.core.runtime;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Reads and writes one record. Generated, stateless, one instance for each record.
 *
 * @param <T> the record
 */
public abstract class JsonCodec<T> {

    private final String typeName;

    /**
     * For generated subclasses.
     *
     * @param typeName name of the schema, for messages
     */
    protected JsonCodec(String typeName) {
        this.typeName = typeName;
    }

    /**
     * Name of the schema.
     *
     * @return as in the platform's guide
     */
    public final String typeName() {
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

    /**
     * Writes an object, from {@link JsonOutput#begin()} to {@link JsonOutput#end()}.
     *
     * @param out where to
     * @param value the record
     * @throws IOException never in practice: writing goes to memory
     */
    public abstract void write(JsonOutput out, T value) throws IOException;

    /**
     * Names what the platform would refuse about a record that is to be sent.
     *
     * @param violations where to
     * @param value the record
     */
    public void check(Violations violations, T value) {}

    /**
     * Names the secrets in a record, so that they can be kept out of messages.
     *
     * @param value the record
     * @param sink where to
     */
    public void secrets(T value, Consumer<String> sink) {}
}

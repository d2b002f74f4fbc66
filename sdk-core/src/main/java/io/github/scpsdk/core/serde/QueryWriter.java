package io.github.scpsdk.core.serde;

/**
 * Writes the query parameters of one operation. Generated, stateless.
 *
 * @param <P> the record of the parameters
 */
public abstract class QueryWriter<P> {

    private final String typeName;

    /**
     * For generated subclasses.
     *
     * @param typeName name of the record, for messages
     */
    protected QueryWriter(String typeName) {
        this.typeName = typeName;
    }

    public final String typeName() {
        return typeName;
    }

    /**
     * Writes the parameters.
     *
     * @param out where to
     * @param params the record
     */
    public abstract void write(QueryOutput out, P params);

    /**
     * Names what the platform would refuse.
     *
     * @param violations where to
     * @param params the record
     */
    public void check(Violations violations, P params) {}
}

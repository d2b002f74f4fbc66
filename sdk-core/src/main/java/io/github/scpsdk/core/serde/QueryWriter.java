// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

/**
 * Writes the query parameters of one operation. Generated, stateless.
 *
 * @param <P> the record of the parameters
 */
public abstract class QueryWriter<P> {

    private final String typeName;

    /**
     * Creates a writer.
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
     * @param out takes the parameters
     * @param params the record
     */
    public abstract void write(QueryOutput out, P params);

    /**
     * Reports the values that the platform would refuse.
     *
     * @param violations takes the reports
     * @param params the record
     */
    public void check(Violations violations, P params) {}
}

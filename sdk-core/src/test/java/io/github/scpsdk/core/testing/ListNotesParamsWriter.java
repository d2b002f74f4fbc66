// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import io.github.scpsdk.core.serde.QueryOutput;
import io.github.scpsdk.core.serde.QueryWriter;
import io.github.scpsdk.core.serde.Violations;

/** Checks and writes {@link ListNotesParams}, as a generated writer does. */
public final class ListNotesParamsWriter extends QueryWriter<ListNotesParams> {

    public static final ListNotesParamsWriter INSTANCE = new ListNotesParamsWriter();

    private ListNotesParamsWriter() {
        super("ListNotesParams");
    }

    @Override
    public void write(QueryOutput out, ListNotesParams params) {
        out.string("name", params.name());
        out.int32("limit", params.limit());
        out.dateTime("from", params.from());
        out.strings("states", params.states());
    }

    @Override
    public void check(Violations v, ListNotesParams params) {
        v.required("limit", params.limit());
    }
}

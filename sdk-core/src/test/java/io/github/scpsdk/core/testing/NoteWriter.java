// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import io.github.scpsdk.core.serde.JsonOutput;
import io.github.scpsdk.core.serde.JsonWriter;
import io.github.scpsdk.core.serde.Violations;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Checks and writes a {@link Note}, as a generated writer does. */
public final class NoteWriter extends JsonWriter<Note> {

    public static final NoteWriter INSTANCE = new NoteWriter();

    private static final Pattern NAME = Pattern.compile("^[a-z][a-z0-9_]*$");

    private NoteWriter() {
        super("Note");
    }

    @Override
    public void write(JsonOutput out, Note value) throws IOException {
        out.begin();
        out.string("id", value.id());
        out.string("name", value.name());
        out.int32("size", value.size());
        out.bool("on", value.on());
        out.dateTime("created_at", value.createdAt());
        out.objects("parts", value.parts(), INSTANCE, false);
        out.string("secret", value.secret());
        out.int64("bytes", value.bytes());
        out.end();
    }

    @Override
    public void check(Violations v, Note value) {
        v.required("name", value.name());
        v.pattern("name", value.name(), NAME);
        v.length("name", value.name(), 3, 21);
        v.range("size", value.size(), 1, 16384);
        v.size("parts", value.parts(), 0, 2);
        v.objects("parts", value.parts(), INSTANCE);
    }

    @Override
    public void secrets(Note value, Consumer<String> sink) {
        if (value.secret() != null) {
            sink.accept(value.secret());
        }
    }
}

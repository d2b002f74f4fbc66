// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import io.github.scpsdk.core.serde.JsonInput;
import io.github.scpsdk.core.serde.JsonReader;
import io.github.scpsdk.core.serde.Lists;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads a {@link Note}, as a generated reader does. */
public final class NoteReader extends JsonReader<Note> {

    public static final NoteReader INSTANCE = new NoteReader();

    private NoteReader() {
        super("Note", "id", "name", "size", "on", "created_at", "parts", "secret", "bytes");
    }

    @Override
    public Note read(JsonInput in) throws IOException {
        String id = null;
        String name = null;
        Integer size = null;
        Boolean on = null;
        OffsetDateTime createdAt = null;
        List<Note> parts = null;
        String secret = null;
        Long bytes = null;
        for (String field; (field = in.nextField()) != null; ) {
            switch (field) {
                case "id" -> id = in.string(id);
                case "name" -> name = in.string(name);
                case "size" -> size = in.int32(size);
                case "on" -> on = in.bool(on);
                case "created_at" -> createdAt = in.dateTime(createdAt);
                case "parts" -> parts = in.objects(parts, INSTANCE);
                case "secret" -> secret = in.string(secret);
                case "bytes" -> bytes = in.int64(bytes);
                default -> in.skip();
            }
        }
        in.expect("name", name);
        return new Note(id, name, size, on, createdAt, Lists.copy("Note.parts", parts), secret, bytes);
    }
}

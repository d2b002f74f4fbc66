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
        super("Note");
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
                case "id" -> id = in.once(id).string();
                case "name" -> name = in.once(name).string();
                case "size" -> size = in.once(size).int32();
                case "on" -> on = in.once(on).bool();
                case "created_at" -> createdAt = in.once(createdAt).dateTime();
                case "parts" -> parts = in.once(parts).objects(INSTANCE);
                case "secret" -> secret = in.once(secret).string();
                case "bytes" -> bytes = in.once(bytes).int64();
                default -> in.skip();
            }
        }
        in.expect("name", name);
        return new Note(id, name, size, on, createdAt, Lists.copy("Note.parts", parts), secret, bytes);
    }
}

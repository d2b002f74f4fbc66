// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.scpsdk.core.serde.DateTimes;
import io.github.scpsdk.filestorage.model.Volume;
import io.github.scpsdk.filestorage.model.VolumeListResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads a list of volumes with the parser alone, as one writes it by hand for one type. Borrows what reads times, since
 * the JDK's formatter would cost more than all the rest. */
@SuppressWarnings("NullAway") // trusts the server, which costs least
final class StreamingReader implements ByHand.Reader {

    private final JsonFactory json = new JsonFactory();

    @Override
    public VolumeListResponse read(InputStream body) throws IOException {
        try (JsonParser parser = json.createParser(body)) {
            Integer count = null;
            List<Volume> volumes = new ArrayList<>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "count" -> count = parser.getIntValue();
                    case "filestorages" -> {
                        while (parser.nextToken() == JsonToken.START_OBJECT) {
                            volumes.add(volume(parser));
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
            return new VolumeListResponse(count, volumes);
        }
    }

    private static Volume volume(JsonParser parser) throws IOException {
        String id = null;
        String name = null;
        String protocol = null;
        String state = null;
        String accountId = null;
        OffsetDateTime createdAt = null;
        String typeId = null;
        String typeName = null;
        String purpose = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id" -> id = parser.getText();
                case "name" -> name = parser.getText();
                case "protocol" -> protocol = parser.getText();
                case "state" -> state = parser.getText();
                case "account_id" -> accountId = parser.getText();
                case "created_at" -> createdAt = DateTimes.read(field, parser.getText());
                case "type_id" -> typeId = parser.getText();
                case "type_name" -> typeName = parser.getText();
                case "purpose" -> purpose = parser.getText();
                default -> parser.skipChildren();
            }
        }
        return new Volume(id, name, protocol, state, accountId, createdAt, typeId, typeName, purpose);
    }
}

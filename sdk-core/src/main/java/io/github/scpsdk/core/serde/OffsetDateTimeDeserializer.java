package io.github.scpsdk.core.serde;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads a time for an {@code ObjectMapper} of the application as the SDK itself does: one without a zone is UTC, and a given offset stays. The
 * Java time module alone refuses the first and turns the second into UTC. Stateless.
 */
public final class OffsetDateTimeDeserializer extends JsonDeserializer<OffsetDateTime> {

    /** For the mapper. */
    public OffsetDateTimeDeserializer() {}

    @Override
    public @Nullable OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (OffsetDateTime) context.handleUnexpectedToken(OffsetDateTime.class, parser);
        }
        String text = parser.getText();
        if (text.isBlank()) {
            return null;
        }
        OffsetDateTime time = Scalars.dateTime(text);
        return time == null
                ? (OffsetDateTime) context.handleWeirdStringValue(OffsetDateTime.class, text, "is no date-time")
                : time;
    }
}

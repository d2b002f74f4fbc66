// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Reads a small JSON object of texts: a settings file, or what a process prints. Messages never quote it. */
final class JsonTexts {

    /** Limits what is read, so that nothing can fill the memory. */
    static final int MAX_BYTES = 64 * 1024;

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonTexts() {}

    /** Says what is wrong, as the end of a sentence about its source. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private Unreadable(String problem) {
            super(problem);
        }
    }

    /** Returns the texts by name, without the blank ones. What is neither text, number nor boolean is passed over. */
    static Map<String, String> read(byte[] bytes) throws Unreadable {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable("does not hold a JSON object");
            }
            for (String name; (name = parser.nextFieldName()) != null; ) {
                JsonToken token = parser.nextToken();
                if (token.isScalarValue()
                        && token != JsonToken.VALUE_NULL
                        && !parser.getText().isBlank()
                        && values.put(name, parser.getText().strip()) != null) {
                    throw new Unreadable("is not valid JSON (a field comes twice)");
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new Unreadable("goes on after its JSON object");
            }
            return Collections.unmodifiableMap(values);
        } catch (IOException e) {
            throw new Unreadable("is not valid JSON (" + positionOf(e) + ")"); // the parser's message may quote it
        }
    }

    private static String positionOf(IOException e) {
        JsonLocation location = e instanceof JacksonException jackson ? jackson.getLocation() : null;
        if (location == null) {
            return "unreadable";
        }
        return (e instanceof JsonEOFException ? "it ends too early, at line " : "at line ") + location.getLineNr()
                + ", column " + location.getColumnNr();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Creates parsers and generators with limits that no regular response reaches. The readers find duplicate
 * fields themselves: the parser would need a set of names for each object, at a third of the cost of reading.
 */
public final class JsonFactories {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_STRING = 1024 * 1024;
    private static final int MAX_NAME = 4 * 1024;
    private static final long MAX_TOKENS = 4_000_000;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_NAME)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            // names come from the network and must not fill a table of the JVM
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonFactories() {}

    /** Creates a parser of these bytes. */
    public static JsonParser parser(byte[] bytes) throws IOException {
        return FACTORY.createParser(bytes);
    }

    /** Creates a parser of what this stream gives. */
    public static JsonParser parser(InputStream bytes) throws IOException {
        return FACTORY.createParser(bytes);
    }

    /** Creates a generator into this stream. */
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /** Describes the failure of a parser without quoting the text. */
    public static String positionOf(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return "nested deeper than " + MAX_DEPTH
                    + ", or with a text, name or number longer or more values than any honest one";
        }
        JsonLocation location = e instanceof JacksonException jackson ? jackson.getLocation() : null;
        if (location == null) {
            return "unreadable";
        }
        return (e instanceof JsonEOFException ? "it ends too early, at line " : "at line ") + location.getLineNr()
                + ", column " + location.getColumnNr();
    }
}

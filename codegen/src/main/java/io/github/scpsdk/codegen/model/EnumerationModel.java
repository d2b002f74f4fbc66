package io.github.scpsdk.codegen.model;

import java.util.List;

/** An open enumeration. */
public record EnumerationModel(String name, String description, List<Value> values) {

    /** A known value: its text on the wire and its Java constant. */
    public record Value(String text, String constant) {}
}

package io.github.scpsdk.emulator.internal.description;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one request, each entry led by the place of the field. Never quotes a value. */
public final class RequestViolations {
    private final List<String> details = new ArrayList<>();

    /** Notes that the value at a place is not as described. */
    public void add(String at, String message) {
        details.add(at + ": " + message);
    }

    /** What was noted so far, in the order of the request. */
    public List<String> details() {
        return List.copyOf(details);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one request, in the order of the request. Never quotes a value. */
public final class RequestViolations {
    private final boolean strict;
    private final List<String> places = new ArrayList<>(0);
    private final List<String> messages = new ArrayList<>(0);

    /**
     * Nothing is wrong so far.
     *
     * @param strict whether what the platform overlooks counts, too
     */
    public RequestViolations(boolean strict) {
        this.strict = strict;
    }

    /** Notes that the value at a place is not as described. */
    public void add(String at, String message) {
        places.add(at);
        messages.add(message);
    }

    /** Notes what is not described and the platform overlooks; it counts only where requests are judged strictly. */
    public void extra(String at, String message) {
        if (strict) {
            add(at, message);
        }
    }

    /** Whether what the platform overlooks counts. */
    public boolean isStrict() {
        return strict;
    }

    /** Whether nothing is wrong. */
    public boolean isEmpty() {
        return places.isEmpty();
    }

    /** What is wrong, without the places, as most services of the platform say it. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** What is wrong, each entry led by the place of the field. */
    public List<String> details() {
        List<String> details = new ArrayList<>(places.size());
        for (int i = 0; i < places.size(); i++) {
            details.add(places.get(i) + ": " + messages.get(i));
        }
        return details;
    }
}

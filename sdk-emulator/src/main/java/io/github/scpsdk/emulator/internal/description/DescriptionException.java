// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

/** A description says something that the emulator does not understand. */
public final class DescriptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DescriptionException(String place, String problem) {
        super(place + ": " + problem);
    }
}

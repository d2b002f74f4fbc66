// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

/** Something in a description that the generator does not understand or that contradicts something else. */
public final class InvalidDescriptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidDescriptionException(SourceLocation place, String message) {
        super(place + ": " + message);
    }
}

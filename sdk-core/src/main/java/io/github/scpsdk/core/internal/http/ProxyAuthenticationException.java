// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says that a proxy asks for a user and a password, or for others. Another attempt would be answered the same. */
public final class ProxyAuthenticationException extends IOException {

    private static final long serialVersionUID = 1L;

    ProxyAuthenticationException(String proxy, boolean given) {
        super("The proxy " + proxy
                + (given ? " refuses the user and password it was given" : " asks for a user and a password"));
    }

    /** Finds one among the failures of an attempt, which may have tried several addresses; else returns null. */
    static @Nullable ProxyAuthenticationException in(IOException failure) {
        if (failure instanceof ProxyAuthenticationException found) {
            return found;
        }
        for (Throwable other : failure.getSuppressed()) {
            if (other instanceof ProxyAuthenticationException found) {
                return found;
            }
        }
        return null;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import org.jspecify.annotations.Nullable;

/** The way in which the requests of a service prove their sender. Immutable. */
public sealed interface AuthScheme {

    /** The platform's signature. */
    record ScpHmac() implements AuthScheme {}

    /**
     * A header that carries the auth token of the credentials.
     *
     * @param name name of the header
     */
    record HeaderToken(String name) implements AuthScheme {}

    /**
     * A header that carries a token, for which the client logs in.
     *
     * @param name name of the header
     * @param prefix the word before the token; null for none
     * @param login how the client gets the token
     */
    record Login(String name, @Nullable String prefix, LoginSpec login) implements AuthScheme {}

    /** No proof of the sender: requests carry no credentials. */
    record None() implements AuthScheme {}

    /**
     * Returns the platform's signature.
     *
     * @return the scheme
     */
    static AuthScheme scpHmac() {
        return new ScpHmac();
    }

    /**
     * Returns the scheme that sends the auth token of the credentials in a header.
     *
     * @param name name of the header
     * @return the scheme
     */
    static AuthScheme header(String name) {
        return new HeaderToken(name);
    }

    /**
     * Returns the scheme that sends a token for which the client logs in.
     *
     * @param name name of the header
     * @param prefix the word before the token; null for none
     * @param login how the client gets the token
     * @return the scheme
     */
    static AuthScheme login(String name, @Nullable String prefix, LoginSpec login) {
        return new Login(name, prefix, login);
    }

    /**
     * Returns the scheme of requests without credentials.
     *
     * @return the scheme
     */
    static AuthScheme none() {
        return new None();
    }
}

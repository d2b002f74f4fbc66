package io.github.scpsdk.core.schema;

/** How the requests of a service prove who sends them. Immutable. */
public sealed interface AuthScheme {

    /** The platform's signature. */
    record ScpHmac() implements AuthScheme {}

    /**
     * A header that carries the auth token of the credentials.
     *
     * @param name name of the header
     */
    record HeaderToken(String name) implements AuthScheme {}

    /** No proof: requests carry no credentials. */
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
     * Returns a token in a header, the auth token of the credentials.
     *
     * @param name name of the header
     * @return the scheme
     */
    static AuthScheme header(String name) {
        return new HeaderToken(name);
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

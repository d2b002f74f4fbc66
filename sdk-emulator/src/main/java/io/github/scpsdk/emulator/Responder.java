package io.github.scpsdk.emulator;

/**
 * Decides the response to a request that has passed every check. An emulator starts with {@link #documented()}; a test can set its
 * own, for example one that keeps state. Called from many threads at once.
 */
@FunctionalInterface
public interface Responder {

    /**
     * {@return the response to a call; an exception becomes a 500}
     *
     * @param call the request
     */
    Response respond(Call call);

    /** {@return a responder that answers every call with its documented success} */
    static Responder documented() {
        return Call::documented;
    }
}

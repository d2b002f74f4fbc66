package io.github.scpsdk.emulator;

/**
 * Decides what a call is answered, once the request passed every check. {@link #documented()} is the one an emulator
 * starts with; a test can put its own in front, and a platform that keeps state is another. Called from many threads at
 * once.
 */
@FunctionalInterface
public interface Responder {

    /**
     * {@return the answer to a call; what is thrown here becomes a 500}
     *
     * @param call what was asked
     */
    Answer answer(Call call);

    /** {@return one that answers every call with the success its description documents} */
    static Responder documented() {
        return Call::documented;
    }
}

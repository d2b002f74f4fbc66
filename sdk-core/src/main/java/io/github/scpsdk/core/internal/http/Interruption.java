// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Ends an attempt when the thread that runs it is interrupted. Reading from a socket does not notice an interrupt. The
 * JDK tells a channel of it, on the thread that interrupts, so the attempt poses as one.
 */
final class Interruption extends AbstractInterruptibleChannel {

    private final HttpAttempt attempt;

    Interruption(HttpAttempt attempt) {
        this.attempt = attempt;
    }

    /**
     * Listens from now on. Cancels the attempt at once when the thread has been interrupted already. The JDK knows one
     * channel of a thread: another one that the thread uses, such as the file of a logger or of a class loader, takes the
     * place of this, and leaves none. So listening begins anew before each wait.
     */
    void arm() {
        begin();
    }

    /** Stops listening. Returns whether the thread was interrupted meanwhile. */
    boolean disarm() {
        try {
            end(true);
            return false;
        } catch (ClosedByInterruptException e) {
            return true;
        } catch (ClosedChannelException e) {
            throw new IllegalStateException(e); // nothing else closes it
        }
    }

    @Override
    protected void implCloseChannel() {
        attempt.cancel("interrupted");
    }
}

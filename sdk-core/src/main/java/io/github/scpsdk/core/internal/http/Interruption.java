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

    /** Begins to listen. Cancels the attempt at once when the thread has been interrupted already. */
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

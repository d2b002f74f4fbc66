package io.github.scpsdk.emulator.internal.http;

import java.io.IOException;

/** What arrived is no request that this server reads. */
final class UnreadableRequestException extends IOException {
    private static final long serialVersionUID = 1;

    final int status;
    final String target;

    UnreadableRequestException(int status, String target, String why) {
        super(why);
        this.status = status;
        this.target = target;
    }
}

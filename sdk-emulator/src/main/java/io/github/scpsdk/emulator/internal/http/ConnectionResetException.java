// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.http;

import java.io.IOException;

/** The connection is to be reset on purpose. */
final class ConnectionResetException extends IOException {
    private static final long serialVersionUID = 1;
}

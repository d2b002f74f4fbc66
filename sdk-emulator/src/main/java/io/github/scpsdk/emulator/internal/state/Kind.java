// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

/**
 * A kind of resource.
 *
 * @param service host name of the service that has it, for example {@code filestorage}
 * @param name    for example {@code volume}
 */
public record Kind(String service, String name) {

    /** The text form, for example {@code filestorage/volume}. */
    @Override
    public String toString() {
        return service + "/" + name;
    }

    /** Reads the text form. */
    static Kind parse(String text) {
        int slash = text.indexOf('/');
        return new Kind(text.substring(0, slash), text.substring(slash + 1));
    }
}

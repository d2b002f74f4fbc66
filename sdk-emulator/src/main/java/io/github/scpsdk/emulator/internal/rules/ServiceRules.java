// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

/** The rules of one service. */
public interface ServiceRules {

    /** The host name of the service, for example {@code filestorage}. */
    String service();

    /** Binds operations and events to rules. */
    void register(Registration book);

    /** Where a service binds its operations and events. */
    interface Registration {

        /**
         * Binds an operation, in all versions that have it.
         *
         * @param operation as the description names it
         */
        Registration on(String operation, OperationRule rule);

        /** Binds an event of the service's resources. */
        Registration when(String event, EventRule rule);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import io.github.scpsdk.core.ScpAsyncClient;
import io.github.scpsdk.core.ScpClient;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpSettings;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A client that can be built.
 *
 * @param service its name in hosts
 * @param version its API version, for example {@code 1.1}
 * @param type its interface
 * @param builder makes a builder
 * @param async makes its asynchronous view
 */
record ClientType<C extends ScpClient>(
        String service,
        String version,
        Class<C> type,
        Supplier<? extends ScpClientBuilder<C, ?>> builder,
        Function<C, ? extends ScpAsyncClient> async) {

    /** Builds one. */
    ScpClients.OpenClient open(String account, ScpSettings settings) {
        C client = builder.get().settings(settings).build();
        return new ScpClients.OpenClient(account, this, client, async.apply(client));
    }
}

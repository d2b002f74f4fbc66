// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import io.github.scpsdk.core.ScpConfigurationException;
import java.util.List;

/** Names the settings of the process that decide about TLS when one of them is broken. */
final class TlsDefaults {

    private static final List<String> PROPERTIES = List.of(
            "javax.net.ssl.trustStore",
            "javax.net.ssl.trustStoreType",
            "javax.net.ssl.trustStoreProvider",
            "javax.net.ssl.trustStorePassword",
            "java.security.properties");

    private TlsDefaults() {}

    /** Returns the exception for an {@code OkHttpClient} that could not be made with the trust of the process. */
    static ScpConfigurationException broken(Throwable e) {
        List<String> set = PROPERTIES.stream()
                .filter(name -> System.getProperty(name) != null)
                .toList();
        String where = set.isEmpty()
                ? "the trust store and the security providers of this Java runtime"
                : "the system " + (set.size() == 1 ? "property " : "properties ") + String.join(", ", set);
        return new ScpConfigurationException(
                "TLS cannot be set up: " + e.getClass().getSimpleName() + ". Check " + where
                        + ", or give the client an httpClient with a trust of its own.",
                e);
    }
}

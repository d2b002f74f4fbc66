// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import io.github.scpsdk.core.ScpConfigurationException;
import java.util.List;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/** Names the settings of the process that decide about TLS when one of them is broken. */
final class TlsDefaults {

    private static final List<String> PROPERTIES = List.of(
            "javax.net.ssl.trustStore",
            "javax.net.ssl.trustStoreType",
            "javax.net.ssl.trustStoreProvider",
            "javax.net.ssl.trustStorePassword",
            "java.security.properties");

    private TlsDefaults() {}

    /** Makes an {@code OkHttpClient} with the trust of the process. */
    static OkHttpClient load(Supplier<OkHttpClient> make) {
        try {
            return make.get();
        } catch (Exception | AssertionError | LinkageError e) { // checked ones too, which Kotlin does not declare
            List<String> set = PROPERTIES.stream()
                    .filter(name -> System.getProperty(name) != null)
                    .toList();
            String where = set.isEmpty()
                    ? "the trust store and the security providers of this Java runtime"
                    : "the system " + (set.size() == 1 ? "property " : "properties ") + String.join(", ", set);
            throw new ScpConfigurationException(
                    "TLS cannot be set up: " + e.getClass().getSimpleName() + ". Check " + where
                            + ", or give the client an httpClient with a trust of its own.",
                    e);
        }
    }
}

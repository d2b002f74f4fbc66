// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.internal.call.ClientConfig;
import io.github.scpsdk.core.internal.call.StaticCredentialsProvider;
import io.github.scpsdk.core.schema.CreationSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a client creates: in which region, and for whom. Clients with the same address, account and keys, or the same
 * credentials provider, create in the same place.
 */
final class Tenant {

    private final List<@Nullable Object> place;
    private final List<String> secrets = new ArrayList<>();

    private Tenant(List<@Nullable Object> place) {
        this.place = place;
    }

    /**
     * Tells where a client creates.
     *
     * @param executor the executor of the client; null for another implementation, which is a place of its own
     */
    static Tenant of(Object client, @Nullable CallExecutor executor) {
        if (executor == null) {
            return new Tenant(Arrays.asList(client));
        }
        ClientConfig.Credentials sender = executor.pipeline().config().credentials();
        ScpCredentialsProvider provider = sender.provider();
        if (!(provider instanceof StaticCredentialsProvider fixed)) {
            return new Tenant(Arrays.asList(executor.endpoint().url(), sender.accountId(), provider));
        }
        ScpCredentials keys = fixed.credentials();
        Tenant tenant = new Tenant(Arrays.asList(executor.endpoint().url(), sender.accountId(), keys.accessKey()));
        tenant.secrets.add(keys.accessKey());
        tenant.secrets.add(keys.secretKey());
        if (keys.authToken() != null) {
            tenant.secrets.add(keys.authToken());
        }
        return tenant;
    }

    /** Returns what calls have in common that are to create something under the same name. */
    <R> Object key(CreationSpec<R, ?> spec, R request) {
        return Arrays.asList(place, spec.service().service(), spec.operation(), spec.name(request));
    }

    /** Returns the keys, as far as they are known. */
    List<String> secrets() {
        return secrets;
    }
}

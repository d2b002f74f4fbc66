// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks one provider after the other. */
final class CredentialsChain implements ScpCredentialsProvider {

    private final List<ScpCredentialsProvider> providers;

    CredentialsChain(List<ScpCredentialsProvider> providers) {
        if (providers.isEmpty()) {
            throw new ScpConfigurationException("The chain of credentials providers is empty. Give at least one.");
        }
        this.providers = providers;
    }

    @Override
    public ScpCredentials credentials() {
        return first(null);
    }

    @Override
    public ScpCredentials renewed(ScpCredentials refused) {
        return first(refused);
    }

    private ScpCredentials first(@Nullable ScpCredentials refused) {
        List<String> searched = new ArrayList<>();
        for (ScpCredentialsProvider provider : providers) {
            try {
                return refused == null ? provider.credentials() : provider.renewed(refused);
            } catch (ScpNoCredentialsException e) {
                searched.addAll(e.searched());
            }
        }
        throw new ScpNoCredentialsException(searched);
    }

    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        providers.forEach(provider -> names.add(CachedCredentialsProvider.nameOf(provider)));
        return "the first of " + names;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpAsyncClient;
import io.github.scpsdk.core.ScpClient;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;

/**
 * All clients of the application, by account and type. Each is built when it is first asked for, and all are closed with this.
 *
 * <pre>{@code
 * clients.get(FileStorageClient.class)          // the same as the bean of this type
 * clients.get("dr", FileStorageClient.class)    // with the settings below scp.accounts.dr
 * }</pre>
 *
 * <p>May be shared by any number of threads.
 */
public final class ScpClients implements AutoCloseable {

    /** The name of the account whose settings stand directly below {@code scp}. */
    public static final String DEFAULT_ACCOUNT = "default";

    private final ScpProperties properties;
    private final Map<Class<?>, ClientType<?>> types = new LinkedHashMap<>();
    private final ObjectProvider<CallListener> listeners;
    private final ObjectProvider<ScpSettingsCustomizer> customizers;
    private final ObjectProvider<EmulatedPlatform> emulated;
    private final Map<Key, OpenClient> open = new ConcurrentHashMap<>();
    private boolean closed;

    ScpClients(
            ScpProperties properties,
            ObjectProvider<ClientTypes> types,
            ObjectProvider<CallListener> listeners,
            ObjectProvider<ScpSettingsCustomizer> customizers,
            ObjectProvider<EmulatedPlatform> emulated) {
        if (properties.getAccounts().containsKey(DEFAULT_ACCOUNT)) {
            throw new ScpConfigurationException("The default account has no name: put what is below scp.accounts."
                    + DEFAULT_ACCOUNT + " directly below scp.");
        }
        this.properties = properties;
        types.orderedStream().forEach(each -> each.types().forEach(type -> this.types.put(type.type(), type)));
        this.listeners = listeners;
        this.customizers = customizers;
        this.emulated = emulated;
    }

    private record Key(String account, Class<?> type) {}

    /** A client that was built. */
    record OpenClient(String account, ClientType<?> type, ScpClient client, ScpAsyncClient async) {}

    /**
     * Returns a client of the default account.
     *
     * @param <C> its type
     * @param client the interface of a service and version
     * @return the same one each time; not to be closed
     * @throws ScpConfigurationException if a setting is missing or not allowed
     */
    public <C extends ScpClient> C get(Class<C> client) {
        return get(DEFAULT_ACCOUNT, client);
    }

    /**
     * Returns a client of an account.
     *
     * @param <C> its type
     * @param account a name below {@code scp.accounts}
     * @param client the interface of a service and version
     * @return the same one each time; not to be closed
     * @throws ScpConfigurationException if there is no such account, or if a setting is missing or not allowed
     */
    public <C extends ScpClient> C get(String account, Class<C> client) {
        OpenClient found = open.get(new Key(account, client));
        return client.cast(found == null ? build(account, client).client() : found.client());
    }

    /** {@return the names of all accounts, sorted, the default one included} */
    public Set<String> accounts() {
        Set<String> names = new TreeSet<>(properties.getAccounts().keySet());
        names.add(DEFAULT_ACCOUNT);
        return Collections.unmodifiableSet(names);
    }

    /** The clients in use, in order of account, service and version. */
    List<OpenClient> open() {
        Map<String, OpenClient> sorted = new TreeMap<>();
        open.values()
                .forEach(each -> sorted.put(
                        each.account() + " " + each.type().service() + " "
                                + each.type().version(),
                        each));
        return List.copyOf(sorted.values());
    }

    private synchronized OpenClient build(String account, Class<? extends ScpClient> client) {
        if (closed) {
            throw new IllegalStateException("The application context is closed, and its clients with it.");
        }
        ClientType<?> type = types.get(client);
        if (type == null) {
            throw new IllegalArgumentException(client.getName() + " is no client that can be built. There are: "
                    + types.keySet().stream().map(Class::getName).sorted().toList());
        }
        Key key = new Key(account, client);
        OpenClient built = open.get(key);
        if (built == null) { // else another thread was first
            built = type.open(account, settings(account, client));
            open.put(key, built);
        }
        return built;
    }

    /** What a client of an account is built with. */
    ScpSettings settings(String account, Class<? extends ScpClient> client) {
        ScpSettings.Builder settings = ScpSettings.builder();
        if (account.equals(DEFAULT_ACCOUNT)) {
            apply(List.of(properties), settings);
            keys(properties, "scp", settings);
        } else {
            ScpAccountProperties own = properties.getAccounts().get(account);
            if (own == null) {
                throw new ScpConfigurationException("There is no account " + account
                        + " below scp.accounts. There are: " + String.join(", ", accounts()) + ".");
            }
            if (own.namesPlace() && own.getEndpointOverride() == null && properties.getEndpointOverride() != null) {
                throw new ScpConfigurationException("The account " + account
                        + " has a region or environment of its own, which scp.endpoint-override would overrule."
                        + " Set scp.accounts." + account + ".endpoint-override too.");
            }
            apply(List.of(properties, own), settings);
            if (!keys(own, "scp.accounts." + account, settings)) {
                keys(properties, "scp", settings);
                // another account by the same keys
                ScpAccountProperties.ifSet(ScpAccountProperties.text(own.getAccountId()), settings::accountId);
            }
        }
        listeners.orderedStream().forEach(settings::listener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(settings, client, account));
        emulated.ifAvailable(platform -> platform.redirect(settings));
        return settings.build();
    }

    private static void apply(List<ScpAccountProperties> all, ScpSettings.Builder settings) {
        RetryPolicy.Builder retry = RetryPolicy.builder();
        all.forEach(each -> {
            each.applyTo(settings);
            each.getRetry().applyTo(retry);
        });
        if (all.stream().anyMatch(each -> each.getRetry().isSet())) {
            settings.retryPolicy(retry.build());
        }
    }

    /** Sets keys and the account that stands beside them: one that belongs to other keys would turn every call into a 401. */
    private static boolean keys(ScpAccountProperties from, String prefix, ScpSettings.Builder settings) {
        ScpCredentials keys = from.keys(prefix);
        ScpAccountProperties.ifSet(keys, settings::credentials);
        ScpAccountProperties.ifSet(ScpAccountProperties.text(from.getAccountId()), settings::accountId);
        return keys != null;
    }

    /** Closes all clients. Later calls throw {@link IllegalStateException}. Spring calls this when the web server has stopped. */
    @Override
    public void close() {
        List<OpenClient> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(open.values());
        }
        all.forEach(each -> each.client().close());
    }
}

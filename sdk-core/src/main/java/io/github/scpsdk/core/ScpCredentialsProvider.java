// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Supplies the keys of a client when they can change during its life, for example from a vault.
 *
 * <p>Called once for each call, on threads of the SDK (with the context class loader that the client was built under),
 * up to sixteen at a time for a client. It should cache the keys, for which there is {@link #cached}, and be quick: its
 * time counts against the time limit of the call. If the call ends before the provider returns, because of its limit, an
 * interrupt or a cancellation, the provider's thread is interrupted and the call does not wait for it.
 *
 * <p>When the platform refuses the keys of a call with a 401, the provider is asked once more ({@link #renewed}). If it has
 * other keys by then, the call goes on with them.
 *
 * <pre>{@code
 * ScpCredentialsProvider.fromProcess("/usr/local/bin/vault-keys", "storage")
 * ScpCredentialsProvider.chain(ScpCredentialsProvider.fromFile(), () -> vault.keys()).cached(Duration.ofMinutes(10))
 * }</pre>
 */
@FunctionalInterface
public interface ScpCredentialsProvider {

    /**
     * Returns the credentials to use now.
     *
     * @return never null
     * @throws ScpNoCredentialsException if it has none; the next provider of a {@link #chain} is asked then
     */
    ScpCredentials credentials();

    /**
     * Returns credentials in the place of those that the platform has refused. What keeps credentials must override it,
     * and must expect many calls at a time with the same refused ones.
     *
     * @param refused what the platform has refused
     * @return other credentials, or the same if there are no others; never null
     */
    default ScpCredentials renewed(ScpCredentials refused) {
        return credentials();
    }

    /**
     * Returns a provider that keeps the credentials of this one until they are as old as this, or {@linkplain
     * ScpCredentials#expiresAt end} before. However many calls need new ones at a time, this provider is asked once.
     *
     * <p>New ones are asked for a while before the end (a fifth of the time, at most five minutes, and at random within
     * that, so that many programs do not ask at once), on a thread of its own: calls go on with the old ones meanwhile. While
     * these have not ended, a failure to get new ones is a warning in the log and no failure of a call.
     *
     * @param maxAge more than zero
     * @return a new provider; thread-safe if this one is
     */
    default CachedCredentialsProvider cached(Duration maxAge) {
        return new CachedCredentialsProvider(
                this, CachedCredentialsProvider.positive("age of cached credentials", maxAge));
    }

    /**
     * Returns a provider that asks others in turn, each time anew, until one has credentials. Only a {@link
     * ScpNoCredentialsException} leads to the next one: a provider that fails otherwise may stand for another account.
     *
     * @param providers in the order to ask; at least one
     * @return a new provider, which throws a {@link ScpNoCredentialsException} that lists what all of them have searched
     */
    static ScpCredentialsProvider chain(ScpCredentialsProvider... providers) {
        return new CredentialsChain(List.of(providers));
    }

    /**
     * Returns a provider that reads {@code credentials.json} of the {@linkplain ScpProfile#current current profile}.
     *
     * @return as {@link #fromFile(Path)}
     */
    static ScpCredentialsProvider fromFile() {
        return fromFile(ScpProfile.current().credentialsFile());
    }

    /**
     * Returns a provider that reads a file like {@code credentials.json}, and again whenever it has changed: {@code
     * {"access-key": "…", "secret-key": "…", "auth-token": "…", "expires-at": "2026-01-31T12:00:00Z"}}, the last two
     * optional. A changed file that cannot be read, for example because it is half written, is a warning in the log; the
     * keys stay as they were until it can. One that is gone has no keys. Keys past {@code expires-at} are handed out until
     * the file has others, and the platform refuses them; with {@link #cached} they are an error that says so.
     *
     * @param file the file; links are followed
     * @return a new provider, which throws a {@link ScpNoCredentialsException} while there is no such file
     */
    static ScpCredentialsProvider fromFile(Path file) {
        return new CredentialsFile(file);
    }

    /**
     * Returns a provider that runs a program, for at most 30 seconds, and keeps what it prints.
     *
     * @param command as for {@link #fromProcess(Duration, String...)}
     * @return as of {@link #fromProcess(Duration, String...)}
     */
    static CachedCredentialsProvider fromProcess(String... command) {
        return fromProcess(Duration.ofSeconds(30), command);
    }

    /**
     * Returns a provider that runs a program and keeps what it prints to its standard output: the JSON of {@link
     * #fromFile(Path)}, at most 64 KiB. The program runs when the first call needs keys, a while before {@code expires-at},
     * and when the platform has refused the keys; without {@code expires-at}, only then. {@link #cached} sets an age in
     * addition.
     *
     * <p>There is no shell: arguments arrive as they are. None may be a secret: other users of the machine see them, and
     * newer JDKs log them at level TRACE of {@code java.lang.ProcessBuilder}. The program ends with the exit code 0, within
     * the limit; after that, and when the call that waits for it ends, it is killed with what it has started. Neither what
     * it prints nor what it writes to standard error shows in a message, because both may hold keys.
     *
     * @param limit more than zero; the call that waits has its own limit too
     * @param command the program, best with its whole path, and its arguments
     * @return a new provider; thread-safe
     */
    static CachedCredentialsProvider fromProcess(Duration limit, String... command) {
        return new CachedCredentialsProvider(new CredentialsProcess(limit, List.of(command)), null);
    }
}

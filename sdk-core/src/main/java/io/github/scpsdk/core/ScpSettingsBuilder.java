// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import okhttp3.OkHttpClient;

/**
 * Sets the settings that a client can have. {@link ScpSettings.Builder} collects them for several clients,
 * {@link ScpClientBuilder} for one.
 *
 * @param <B> the builder itself
 */
public interface ScpSettingsBuilder<B extends ScpSettingsBuilder<B>> {

    /**
     * Sets all values of these settings. Other values stay as they are, and listeners are added. Setters that
     * are called later win.
     *
     * @param settings made by {@link ScpSettings#builder()}
     * @return this
     */
    B settings(ScpSettings settings);

    /**
     * Sets the region whose resources the client works on.
     *
     * @param region for example {@code kr-west1}
     * @return this
     */
    B region(String region);

    /**
     * Sets the environment (partition) the region is in.
     *
     * @param environment for example {@link ScpEnvironment#ENTERPRISE}
     * @return this
     */
    B environment(ScpEnvironment environment);

    /**
     * An address to use instead of the platform's own, for example that of an emulator. Every call goes
     * there, signed. As a system property or an environment variable it also redirects a program that sets
     * its region in code.
     *
     * @param endpoint {@code https}, or {@code http} to this machine; may have a path, which comes before the
     *     path of every operation; no user info, query or fragment
     * @return this
     */
    B endpointOverride(URI endpoint);

    /**
     * Allows plain {@code http} for an {@link #endpointOverride} to another machine. The signature does not
     * cover the body, so anyone on the network path can read and change it.
     *
     * @param allow false unless set
     * @return this
     */
    B allowPlainHttp(boolean allow);

    /**
     * Sets the keys to sign with.
     *
     * @param credentials the keys
     * @return this
     */
    B credentials(ScpCredentials credentials);

    /**
     * Sets the provider of the keys for each call. Replaces {@link #credentials}.
     *
     * @param provider called once for each call, on threads of the SDK and within the call's time limit, and once more
     *     when the platform refuses the keys
     * @return this
     */
    B credentialsProvider(ScpCredentialsProvider provider);

    /**
     * Sets the account to work in, if it is not the account of the keys.
     *
     * @param accountId id of the account
     * @return this
     */
    B accountId(String accountId);

    /**
     * Sets the language of the platform's messages.
     *
     * @param language {@code en-US} (the default) or {@code ko-KR}
     * @return this
     */
    B language(String language);

    /**
     * A name for the application, added to the {@code User-Agent}.
     *
     * @param applicationId visible ASCII without spaces
     * @return this
     */
    B applicationId(String applicationId);

    /**
     * Sets the policy for retries.
     *
     * @param policy {@link RetryPolicy#standard()} unless set
     * @return this
     */
    B retryPolicy(RetryPolicy policy);

    /**
     * Sets the time limit for a call with all its attempts and pauses, including queueing and reading the
     * response.
     *
     * @param timeout more than zero; 60 s unless set
     * @return this
     */
    B timeout(Duration timeout);

    /**
     * Sets the time limit for one attempt of an operation that may be repeated. One that must not be repeated
     * gets the limit of the whole call.
     *
     * @param timeout more than zero; 20 s unless set
     * @return this
     */
    B attemptTimeout(Duration timeout);

    /**
     * An HTTP client that provides connection pool, proxy, trust, DNS, interceptors and event listeners. It
     * is never changed and never closed. Its settings for time limits, redirects, retries, caching and
     * threads are not used, because they decide whether a request is sent twice. An exception of its
     * interceptors, DNS or event listeners ends the attempt. Their time is bounded by the limits of the call,
     * except for {@code EventListener.callStart} of a blocking call, which OkHttp calls on the calling
     * thread.
     *
     * @param httpClient the application's client
     * @return this
     */
    B httpClient(OkHttpClient httpClient);

    /**
     * Sets the certificates to trust, and no others: for appliances, whose certificates nobody has signed. Pin the
     * server's own certificate, which then need not have the server's name, or that of its authority. There is no way to
     * trust any certificate.
     *
     * @param pem one or more certificates as text, each from {@code -----BEGIN CERTIFICATE-----} to its end, as
     *     {@code openssl s_client -showcerts} prints it
     * @return this
     */
    B pinnedCertificates(String pem);

    /**
     * Sets the clock for the timestamps of signatures.
     *
     * @param clock the system's unless set
     * @return this
     */
    B clock(Clock clock);

    /**
     * Adds a listener that receives the events of every call.
     *
     * @param listener called after those added before
     * @return this
     */
    B listener(CallListener listener);

    /**
     * Switches the check of patterns, ranges and lengths of request fields before sending. Missing required
     * values are always refused.
     *
     * @param validation true unless set
     * @return this
     */
    B validation(boolean validation);

    /**
     * Sets the executor that completes the futures of {@code async()}. It also runs their dependent stages
     * that have no executor of their own.
     *
     * <p>By default futures complete on daemon threads of the SDK, as many as are needed: a stage that blocks
     * delays nothing else. Network threads are never used. An executor set here also runs the action of a
     * paginator and the listener of a wait, and nothing else. It is never closed. If it rejects a task, the
     * future completes on a thread of the SDK. If it accepts a task and never runs it, the future stays open;
     * use {@code orTimeout} where that can happen.
     *
     * @param executor for example that of a user interface, or one of virtual threads
     * @return this
     */
    B completionExecutor(Executor executor);

    /**
     * Sets the maximum number of requests in progress to one host; further ones queue, which counts against
     * their time limit. Each request in progress takes a daemon thread.
     *
     * @param requests at least 1. By default all clients share a limit of 64; if set, this client's requests
     *     are counted separately
     * @return this
     */
    B maxRequestsPerHost(int requests);

    /**
     * Sets the maximum size of a response in bytes after decompression. A larger one ends the call with a
     * {@link ScpDecodingException}, so that no server can fill the memory. The limit for an error response is
     * always 64 KiB.
     *
     * @param bytes at least 1; 64 MiB unless set
     * @return this
     */
    B maxResponseBytes(int bytes);
}

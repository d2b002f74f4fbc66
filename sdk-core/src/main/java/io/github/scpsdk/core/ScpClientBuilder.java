package io.github.scpsdk.core;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import okhttp3.OkHttpClient;

/**
 * Builds the client of a service. Not for use by several threads at a time; may build several clients.
 *
 * <p>What is not set here is looked for in system properties ({@code scp.region}), the environment ({@code SCP_REGION}, then the Terraform
 * provider's {@code SCP_TF_DEFAULT_REGION}) and {@code ~/.scpconf}, in that order. Nothing outside is looked at for what is set: with the
 * credentials set, neither keys nor the account id are looked for; with {@link #endpointOverride} set, nothing about the endpoint is.
 *
 * @param <C> the client
 * @param <B> the builder itself
 */
public interface ScpClientBuilder<C, B extends ScpClientBuilder<C, B>> {

    /**
     * The region whose resources the client works on.
     *
     * @param region for example {@code kr-west1}
     * @return this
     */
    B region(String region);

    /**
     * The environment (partition) the region is in.
     *
     * @param environment for example {@link ScpEnvironment#ENTERPRISE}
     * @return this
     */
    B environment(ScpEnvironment environment);

    /**
     * Another address than the platform's own, for example an emulator. Every call goes there, signed. As a system property or an
     * environment variable it redirects a program that names its region in code, too.
     *
     * @param endpoint {@code https}, or {@code http} to this machine; may have a path, which comes before that of every operation; no user
     *     info, query or fragment
     * @return this
     */
    B endpointOverride(URI endpoint);

    /**
     * Whether an {@link #endpointOverride} of another machine may be plain {@code http}. The signature does not cover the body, so that
     * anyone on the way can read and change what is sent.
     *
     * @param allow false unless set
     * @return this
     */
    B allowPlainHttp(boolean allow);

    /**
     * The keys to sign with.
     *
     * @param credentials the keys
     * @return this
     */
    B credentials(ScpCredentials credentials);

    /**
     * Where to get the keys from at each call. Takes the place of {@link #credentials}.
     *
     * @param provider asked once for each call, on threads of the SDK and within the call's time limit
     * @return this
     */
    B credentialsProvider(ScpCredentialsProvider provider);

    /**
     * The account to work in when it is not the one the keys belong to.
     *
     * @param accountId id of the account
     * @return this
     */
    B accountId(String accountId);

    /**
     * The language of the platform's messages.
     *
     * @param language {@code en-US} unless set; {@code ko-KR} is the other one
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
     * How often and how soon to try again.
     *
     * @param policy {@link RetryPolicy#standard()} unless set
     * @return this
     */
    B retryPolicy(RetryPolicy policy);

    /**
     * The limit for a call with all its attempts, pauses and reading.
     *
     * @param timeout more than zero; 60 s unless set
     * @return this
     */
    B timeout(Duration timeout);

    /**
     * The limit for one attempt of an operation that may be repeated. One that must not be repeated gets the limit of the whole call.
     *
     * @param timeout more than zero; 20 s unless set
     * @return this
     */
    B attemptTimeout(Duration timeout);

    /**
     * An HTTP client to take connection pool, proxy, trust, DNS, interceptors and event listeners from. It is never changed and never closed.
     * Time limits, redirects, repetition, caching and threads stay the SDK's own business: they decide whether a request is sent twice. What its
     * interceptors, DNS and event listeners throw ends the attempt, and what they take is bounded by the limits of the call, but for {@code
     * EventListener.callStart} of a blocking call, which OkHttp tells of on the calling thread.
     *
     * @param httpClient the application's client
     * @return this
     */
    B httpClient(OkHttpClient httpClient);

    /**
     * The clock that dates signatures.
     *
     * @param clock the system's unless set
     * @return this
     */
    B clock(Clock clock);

    /**
     * A listener to what happens to calls, besides those set before.
     *
     * @param listener told of every call, after those set before
     * @return this
     */
    B listener(CallListener listener);

    /**
     * Whether patterns, ranges and lengths of request fields are checked before sending. What is missing altogether is always refused.
     *
     * @param validation true unless set
     * @return this
     */
    B validation(boolean validation);

    /**
     * Where the futures of {@code async()} complete, and with it where their dependent stages run that name no executor of their own.
     *
     * <p>Unless set, futures complete on daemon threads of the SDK's own, as many as are needed: a stage that blocks holds up nothing but its own
     * thread. Network threads are never used, and an executor given here is used for nothing else, except what hangs on a future: the action of a
     * walk over pages, the listener of a wait. It is never closed. When it refuses a completion, the future completes on a thread of the SDK all
     * the same. When it takes one and never runs it, the future stays open: its stages belong there and nowhere else. {@code orTimeout} helps where
     * that can happen.
     *
     * @param executor for example that of a user interface, or one of virtual threads
     * @return this
     */
    B completionExecutor(Executor executor);

    /**
     * The most requests that may be under way to one host at a time; further ones queue, which counts against their time limit. Each takes a
     * daemon thread while it is under way.
     *
     * @param requests at least 1; 64 unless set, shared by all clients of that host. Once set, this client's requests are counted apart
     * @return this
     */
    B maxRequestsPerHost(int requests);

    /**
     * The most bytes an answer may have once it is decompressed; a larger one ends the call with a {@link ScpDecodingException}, so that no server can
     * fill the memory. Of an error 64 KiB are read, whatever is set here.
     *
     * @param bytes at least 1; 64 MiB unless set
     * @return this
     */
    B maxAnswerBytes(int bytes);

    /**
     * Builds the client. Nothing is sent yet.
     *
     * @return a new client, to be closed
     * @throws ScpConfigurationException when a setting is missing or not allowed; the message says where it was looked for
     */
    C build();
}

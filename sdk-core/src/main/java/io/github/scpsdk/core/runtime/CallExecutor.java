// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.CheckReport;
import io.github.scpsdk.core.ClientStatistics;
import io.github.scpsdk.core.RawRequest;
import io.github.scpsdk.core.RawResponse;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpEndpoint;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ServiceVersionInfo;
import io.github.scpsdk.core.VersionNotServedException;
import io.github.scpsdk.core.internal.call.CallPipeline;
import io.github.scpsdk.core.internal.call.ClientCheck;
import io.github.scpsdk.core.internal.call.VersionList;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Carries out the calls of one client, or of a view of it. Thread-safe. */
public final class CallExecutor {

    private final CallPipeline pipeline;
    private final boolean listsServedVersions;

    CallExecutor(CallPipeline pipeline) {
        this(pipeline, false);
    }

    private CallExecutor(CallPipeline pipeline, boolean listsServedVersions) {
        this.pipeline = pipeline;
        this.listsServedVersions = listsServedVersions;
    }

    /**
     * Makes a view with other settings. It owns nothing: closing it does nothing.
     *
     * @param options what is different
     * @return the view
     */
    public CallExecutor withOptions(CallOptions options) {
        return new CallExecutor(pipeline.withOptions(options), listsServedVersions || options.listServedVersions());
    }

    /**
     * Makes a view for another region. It owns nothing: closing it does nothing.
     *
     * @param region the region
     * @return the view
     * @throws ScpConfigurationException if the service does not exist there, or the endpoint override does not tell where that is
     */
    public CallExecutor inRegion(String region) {
        return new CallExecutor(pipeline.inRegion(region), listsServedVersions);
    }

    /**
     * Carries out one call and waits for its end. Interrupting the thread ends it at once.
     *
     * @param operation what to call
     * @param arguments with what
     * @param <R> what it returns
     * @return the decoded response
     * @throws ScpException when it fails
     * @throws IllegalStateException when the client is closed
     */
    public <R extends @Nullable Object> R execute(Operation<R> operation, Arguments arguments) {
        if (!listsServedVersions) {
            return pipeline.execute(operation, arguments);
        }
        try {
            return pipeline.execute(operation, arguments);
        } catch (VersionNotServedException refused) {
            throw withServedVersions(refused);
        }
    }

    /**
     * Carries out one call without waiting for its end. The arguments are read before this returns.
     *
     * @param operation what to call
     * @param arguments with what
     * @param <R> what it returns
     * @return completes with the decoded response, or with what {@link #execute} throws
     */
    public <R extends @Nullable Object> CompletableFuture<R> executeAsync(Operation<R> operation, Arguments arguments) {
        CompletableFuture<R> call = Futures.of(() -> pipeline.executeAsync(operation, arguments));
        return listsServedVersions ? withServedVersions(call) : call;
    }

    /**
     * Carries out a call that no operation describes, and waits for its end.
     *
     * @param request what to send
     * @return the response as it came
     * @throws ScpException when it fails
     * @throws IllegalStateException when the client is closed
     */
    public RawResponse raw(RawRequest request) {
        Objects.requireNonNull(request, "request");
        if (!listsServedVersions) {
            return pipeline.execute(request);
        }
        try {
            return pipeline.execute(request);
        } catch (VersionNotServedException refused) {
            throw withServedVersions(refused);
        }
    }

    /**
     * Carries out a call that no operation describes, without waiting for its end.
     *
     * @param request what to send
     * @return completes with the response as it came, or with what {@link #raw} throws
     */
    public CompletableFuture<RawResponse> rawAsync(RawRequest request) {
        CompletableFuture<RawResponse> call =
                Futures.of(() -> pipeline.executeAsync(Objects.requireNonNull(request, "request")));
        return listsServedVersions ? withServedVersions(call) : call;
    }

    private VersionNotServedException withServedVersions(VersionNotServedException refused) {
        try {
            return refused.serving(forVersions().versions());
        } catch (
                RuntimeException e) { // the refusal is what the caller has to know, also if the client is closed by now
            refused.addSuppressed(e);
            return refused;
        }
    }

    @SuppressWarnings({"FutureReturnValueIgnored", "NullAway"}) // what the ignored stages do cannot fail; R may be null
    private <R extends @Nullable Object> CompletableFuture<R> withServedVersions(CompletableFuture<R> call) {
        CompletableFuture<R> told = new CompletableFuture<>();
        call.whenComplete((result, failure) -> {
            if (failure instanceof VersionNotServedException refused) {
                forVersions().versionsAsync().whenComplete((versions, unknown) -> {
                    if (unknown != null) {
                        refused.addSuppressed(unknown);
                    }
                    told.completeExceptionally(unknown == null ? refused.serving(versions) : refused);
                });
            } else if (failure != null) {
                told.completeExceptionally(failure);
            } else {
                told.complete(result);
            }
        });
        told.whenComplete(
                (result, failure) -> call.cancel(false)); // ends the call when the application ends its future
        return told;
    }

    /** Returns what asks for the versions after a 406, which must not double the time of the call. */
    private CallExecutor forVersions() {
        return new CallExecutor(pipeline.withOptions(
                CallOptions.of(o -> o.timeoutAtMost(Duration.ofSeconds(10)).maxAttempts(1))));
    }

    /**
     * Returns where the calls go, and why there.
     *
     * @return the endpoint
     */
    public ScpEndpoint endpoint() {
        return pipeline.endpoint();
    }

    /**
     * Returns what limits the calls at this moment.
     *
     * @return a snapshot
     */
    public ClientStatistics statistics() {
        return pipeline.statistics();
    }

    /**
     * Asks the endpoint for its versions.
     *
     * @return in the platform's order; unmodifiable
     * @throws ScpException when the call fails
     * @throws IllegalStateException when the client is closed
     */
    public List<ServiceVersionInfo> versions() {
        return execute(VersionList.operation(pipeline.config().service()), Arguments.none());
    }

    /**
     * Asks the endpoint for its versions without waiting.
     *
     * @return completes with what {@link #versions} returns, or with what it throws
     */
    public CompletableFuture<List<ServiceVersionInfo>> versionsAsync() {
        return executeAsync(VersionList.operation(pipeline.config().service()), Arguments.none());
    }

    /**
     * Checks the client's settings and the way to its endpoint.
     *
     * @return what was found
     * @throws IllegalStateException when the client is closed
     */
    public CheckReport check() {
        return ClientCheck.of(pipeline);
    }

    /** Releases what the client uses. Closing again does nothing. */
    public void close() {
        pipeline.close();
    }

    CallPipeline pipeline() {
        return pipeline;
    }
}

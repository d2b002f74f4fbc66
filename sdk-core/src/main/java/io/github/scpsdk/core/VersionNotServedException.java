// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.List;
import java.util.stream.Collectors;

/**
 * 406: the platform does not serve this version of the API, or not for this operation. The request was not
 * carried out. {@link ScpClient#versions()} lists the versions that are served; with {@link
 * CallOptions.Builder#listServedVersions} the SDK requests them and this exception contains them.
 */
public class VersionNotServedException extends ScpServiceException {

    private static final long serialVersionUID = 1L;

    private final transient List<ServiceVersionInfo> servedVersions;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param response the error response of the platform
     * @param call the call that failed
     */
    public VersionNotServedException(String message, ErrorResponse response, CallSummary call) {
        this(message, response, call, List.of());
    }

    private VersionNotServedException(
            String message, ErrorResponse response, CallSummary call, List<ServiceVersionInfo> servedVersions) {
        super(message, response, call);
        this.servedVersions = List.copyOf(servedVersions);
    }

    /**
     * Returns the versions that the endpoint serves.
     *
     * @return empty when they were not requested or the endpoint lists none; unmodifiable
     */
    public List<ServiceVersionInfo> servedVersions() {
        // null after deserialization
        return servedVersions == null ? List.of() : servedVersions;
    }

    /**
     * Returns the same failure with the versions that are served, in its message too.
     *
     * @param versions as the endpoint lists them
     * @return a new exception
     */
    public VersionNotServedException serving(List<ServiceVersionInfo> versions) {
        String names = versions.stream()
                .map(version -> version.status() == null
                        ? version.version()
                        : version.version() + " (" + version.status().text() + ")")
                .collect(Collectors.joining(", "));
        String served = names.isEmpty() ? "The endpoint lists no versions." : "The endpoint serves " + names + ".";
        String asked = call().version();
        if (versions.stream().anyMatch(version -> version.version().equals(asked))) {
            served += " Version " + asked + " is listed, but not served for this operation.";
        }
        VersionNotServedException failure =
                new VersionNotServedException(getMessage() + " " + served, response(), call(), versions);
        for (Throwable earlier : getSuppressed()) {
            failure.addSuppressed(earlier);
        }
        return failure;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import io.github.scpsdk.core.ScpConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few lines why an application whose clients cannot be built does not start. */
class ScpConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ScpConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ScpConfigurationException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set it below scp in the application's properties: scp.region, scp.environment, scp.access-key,"
                        + " scp.secret-key and so on. To work without an account, add scp-sdk-emulator and set"
                        + " scp.emulator.enabled=true.",
                cause);
    }
}

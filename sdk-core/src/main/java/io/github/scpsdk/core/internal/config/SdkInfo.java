// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The version of the SDK and its {@code User-Agent}. */
public final class SdkInfo {

    /** The version of the SDK. */
    public static final String VERSION = version();

    private SdkInfo() {}

    /** Returns the {@code User-Agent} of a client. */
    public static String userAgent(String service, String version, @Nullable String applicationId) {
        return "scp-sdk-java/" + VERSION + " " + service + "/" + version + " java/"
                + Runtime.version().feature() + (applicationId == null ? "" : " " + applicationId);
    }

    private static String version() {
        try (InputStream in = SdkInfo.class.getResourceAsStream("version.txt")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}

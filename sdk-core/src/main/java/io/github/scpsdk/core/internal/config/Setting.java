// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting that can come from outside the code, with its name in each place.
 *
 * @param title name for messages
 * @param setter name of the setter in code
 * @param properties system properties, in the order of search
 * @param variables environment variables, in the order of search
 * @param terraform environment variable of the Terraform provider, or null
 * @param file name in {@code config.json}, which the Terraform provider reads too, or null
 * @param insideUrl whether those two have it only as part of a URL
 */
public record Setting(
        String title,
        String setter,
        List<String> properties,
        List<String> variables,
        @Nullable String terraform,
        @Nullable String file,
        boolean insideUrl) {

    /** The region. */
    public static final Setting REGION =
            of("region", "region", "scp.region", "SCP_REGION", "SCP_TF_DEFAULT_REGION", "default-region");

    /** The environment. The Terraform provider has it only as part of a URL. Other tools call it {@code SCP_ENV}. */
    public static final Setting ENVIRONMENT = new Setting(
            "environment",
            "environment",
            List.of("scp.environment"),
            List.of("SCP_ENVIRONMENT", "SCP_ENV"),
            "SCP_TF_AUTH_URL",
            "auth-url",
            true);

    /** The account. */
    public static final Setting ACCOUNT_ID =
            of("account id", "accountId", "scp.accountId", "SCP_ACCOUNT_ID", "SCP_TF_ACCOUNT_ID", "account-id");

    /** The endpoint override of all services. */
    public static final Setting ENDPOINT_OVERRIDE = of(
            "endpoint override",
            "endpointOverride",
            "scp.endpointOverride",
            "SCP_ENDPOINT_OVERRIDE",
            "SCP_TF_ENDPOINT_OVERRIDE",
            "endpoint-override");

    /** The name of the directory with settings files. */
    public static final Setting PROFILE = of("profile", "profile", "scp.profile", "SCP_PROFILE", null, null);

    /** The directory that the profiles are in. */
    public static final Setting CONFIG_DIRECTORY =
            of("directory of the settings", "configDir", "scp.configDir", "SCP_CONFIG_DIR", null, null);

    /** The time limit of a call. */
    public static final Setting TIMEOUT = of("timeout", "timeout", "scp.timeout", "SCP_TIMEOUT", null, null);

    /** The time limit of an attempt. */
    public static final Setting ATTEMPT_TIMEOUT =
            of("attempt timeout", "attemptTimeout", "scp.attemptTimeout", "SCP_ATTEMPT_TIMEOUT", null, null);

    /** The number of attempts. */
    public static final Setting MAX_ATTEMPTS =
            of("number of attempts", "maxAttempts", "scp.maxAttempts", "SCP_MAX_ATTEMPTS", null, null);

    private static Setting of(
            String title,
            String setter,
            String property,
            String variable,
            @Nullable String terraform,
            @Nullable String file) {
        return new Setting(title, setter, List.of(property), List.of(variable), terraform, file, false);
    }

    /** Returns this setting for one service: in each place its own name comes before that of all services. */
    public Setting of(String service) {
        return new Setting(
                title,
                setter,
                before(properties.get(0) + "." + service, properties),
                before(variables.get(0) + "_" + service.toUpperCase(Locale.ROOT).replace('-', '_'), variables),
                terraform,
                file,
                insideUrl);
    }

    private static List<String> before(String first, List<String> rest) {
        List<String> all = new ArrayList<>(rest.size() + 1);
        all.add(first);
        all.addAll(rest);
        return all;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.palantir.javapoet.ClassName;
import io.github.scpsdk.codegen.model.Names;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** The types that generated code uses besides its own: those of the core by package, and a few others. */
final class CoreTypes {

    private static final String CORE = "io.github.scpsdk.core";
    private static final Map<String, ClassName> BY_NAME = new TreeMap<>();

    static {
        core(
                "",
                "AsyncPaginator",
                "CallOptions",
                "CheckReport",
                "ClientStatistics",
                "Ensured",
                "OpenEnum",
                "OutcomeUnknownException",
                "Paginator",
                "Preview",
                "RawRequest",
                "RawResponse",
                "ScpAsyncClient",
                "ScpClient",
                "ScpClientBuilder",
                "ScpClientException",
                "ScpConfigurationException",
                "ScpEndpoint",
                "ScpInterruptedException",
                "ScpServiceException",
                "ScpValidationException",
                "ScpWaitException",
                "ScpWaitFailedException",
                "ScpWaitTimeoutException",
                "ServiceVersionInfo",
                "StringOrList",
                "Verification",
                "WaitOptions");
        core(
                ".runtime",
                "AbstractClientBuilder",
                "AsyncCreations",
                "AsyncPaginators",
                "After",
                "AsyncWaiters",
                "CallExecutor",
                "Creations",
                "Futures",
                "Paginators",
                "Waiters");
        core(
                ".schema",
                "Arguments",
                "AuthScheme",
                "CreationSpec",
                "ErrorFormat",
                "LoginSpec",
                "Operation",
                "PageResult",
                "ResponseId",
                "ServiceVersion",
                "Values",
                "WaiterSpec");
        core(
                ".serde",
                "DateTimes",
                "JsonInput",
                "JsonOutput",
                "JsonReader",
                "JsonWriter",
                "Lists",
                "QueryOutput",
                "QueryWriter",
                "Required",
                "Violations");
        for (Class<?> type : List.of(
                CompletableFuture.class,
                Consumer.class,
                Duration.class,
                Generated.class,
                IOException.class,
                JsonCreator.class,
                JsonIgnoreProperties.class,
                JsonInclude.class,
                JsonProperty.class,
                JsonValue.class,
                List.class,
                Nullable.class,
                Objects.class)) {
            BY_NAME.put(type.getSimpleName(), ClassName.get(type));
        }
    }

    private CoreTypes() {}

    private static void core(String packageName, String... types) {
        for (String type : types) {
            BY_NAME.put(type, ClassName.get(CORE + packageName, type));
        }
    }

    /** The type of this simple name. */
    static ClassName of(String name) {
        return Objects.requireNonNull(BY_NAME.get(name), name);
    }

    /** All of them by simple name. */
    static Map<String, ClassName> byName() {
        return BY_NAME;
    }

    /** All of them by the names that templates use: {@code $jsonInput:T} is {@code JsonInput}. */
    static Map<String, ClassName> byTemplateName() {
        Map<String, ClassName> names = new TreeMap<>();
        BY_NAME.forEach((name, type) -> names.put(Names.lowerCamel(name), type));
        return names;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.emit.Method.Forms;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.stream.Collectors;

/** Prints the two clients of a version that call the platform: the blocking and the asynchronous one. */
final class DefaultClientEmitter {

    private static final String BLOCKING = """
            /** Hands each operation and its arguments to the executor. */
            @$generated:T("DefaultClientEmitter")
            $suppressed:L
            final class $self:T implements $client:T {
                final $callExecutor:T executor;

                $self:T($callExecutor:T executor) {
                    this.executor = executor;
                }
                $operations:L

                @Override
                public $async:T async() {
                    return new Default$async:T(executor);
                }

                @Override
                public $client:T withOptions($callOptions:T options) {
                    return new $self:T(executor.withOptions(options));
                }

                @Override
                public $client:T inRegion(String region) {
                    return new $self:T(executor.inRegion(region));
                }

                @Override
                public $scpEndpoint:T endpoint() {
                    return executor.endpoint();
                }

                @Override
                public $list:T<$serviceVersionInfo:T> versions() {
                    return executor.versions();
                }

                @Override
                public $checkReport:T check() {
                    return executor.check();
                }

                @Override
                public $clientStatistics:T statistics() {
                    return executor.statistics();
                }

                @Override
                public $rawResponse:T raw($rawRequest:T request) {
                    return executor.raw(request);
                }

                @Override
                public void close() {
                    executor.close();
                }

                static final class DefaultBuilder extends $abstractClientBuilder:T<$client:T, $client:T.Builder>
                        implements $client:T.Builder {
                    DefaultBuilder() {
                        super($constants:L.VERSION, $self:T::new);
                    }
                }
            }
            """;

    private static final String ASYNCHRONOUS = """
            /** Hands each operation and its arguments to the executor, and a future back. */
            @$generated:T("DefaultClientEmitter")
            $suppressed:L
            final class $self:T implements $client:T {
                final $callExecutor:T executor;

                $self:T($callExecutor:T executor) {
                    this.executor = executor;
                }
                $operations:L

                @Override
                public $client:T withOptions($callOptions:T options) {
                    return new $self:T(executor.withOptions(options));
                }

                @Override
                public $client:T inRegion(String region) {
                    return new $self:T(executor.inRegion(region));
                }

                @Override
                public $scpEndpoint:T endpoint() {
                    return executor.endpoint();
                }

                @Override
                public $completableFuture:T<$list:T<$serviceVersionInfo:T>> versions() {
                    return executor.versionsAsync();
                }

                @Override
                public $completableFuture:T<$rawResponse:T> raw($rawRequest:T request) {
                    return executor.rawAsync(request);
                }
            }
            """;

    private static final String OPERATION = """

            @Override
            public $result:T $name:L($parameters:L) {
                $execute:L($constants:L.$operation:L.OPERATION, $arguments:L);
            }
            """;

    private final ServiceModel service;
    private final VersionModel version;

    DefaultClientEmitter(ServiceModel service, VersionModel version) {
        this.service = service;
        this.version = version;
    }

    static ClassName implementation(ClassName type) {
        return type.peerClass("Default" + type.simpleName());
    }

    SourceFile blocking() {
        return file(BLOCKING, ClientEmitter.name(version), false);
    }

    SourceFile asynchronous() {
        return file(ASYNCHRONOUS, AsyncClientEmitter.name(version), true);
    }

    private SourceFile file(String text, ClassName client, boolean async) {
        return Template.of(text)
                .with("suppressed", Deprecations.suppressed(version))
                .with("client", client)
                .with("async", AsyncClientEmitter.name(version))
                .with("constants", version.constants())
                .with("operations", Template.lines(version.operations(), operation -> operation(operation, async)))
                .file(service, version.source(), implementation(client));
    }

    private CodeBlock operation(OperationModel operation, boolean async) {
        Method method = new Method(service, version, operation);
        String execute = method.result() == null ? "executor.execute" : "return executor.execute";
        return Template.of(OPERATION)
                .with("result", async ? method.future() : method.returned())
                .with("name", method.name())
                .with("parameters", method.parameters(Forms.RECORDS))
                .with("execute", async ? "return executor.executeAsync" : execute)
                .with("constants", version.constants())
                .with("operation", OperationsEmitter.holder(operation))
                .with("arguments", arguments(operation))
                .code();
    }

    /** The arguments of a method as the executor takes them. */
    private CodeBlock arguments(OperationModel operation) {
        CodeBlock.Builder arguments = CodeBlock.builder();
        if (operation.path().isEmpty()) {
            arguments.add("$T.none()", CoreTypes.of("Arguments"));
        } else {
            arguments.add(
                    "$T.path($L)",
                    CoreTypes.of("Arguments"),
                    operation.path().stream().map(PathArgument::name).collect(Collectors.joining(", ")));
        }
        if (operation.params() != null) {
            arguments.add(".query($T.INSTANCE, params)", ParamsEmitter.writer(version, operation.params()));
        }
        if (operation.body() != null) {
            arguments.add(".body($T.INSTANCE, request)", JavaTypes.writer(service, operation.body()));
        }
        return arguments.build();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.AndWaitModel;
import io.github.scpsdk.codegen.model.AndWaitModel.Given;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.model.WaiterModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Prints what can be waited for in a version as constants: the states, and the ids that a response gives for the wait after it. */
final class WaitsEmitter {

    private static final String TEXT = """
            $javadoc:L
            @$generated:T("WaitsEmitter")
            $suppressed:L
            final class $self:T {
                $waiters:L

                $ids:L

                private $self:T() {}

                /** {@return waiters of their own, or those of an operation} */
                static $blocking:T of($client:T client, @$nullable:T $after:T after) {
                    return new Default$blocking:T(client, after);
                }

                $settling:L

                /** {@return the same without holding a thread} */
                static $asynchronous:T of($asyncClient:T client, @$nullable:T $after:T after) {
                    return new Default$asynchronous:T(client, after);
                }
            }
            """;

    private static final String SETTLING = """

            /** {@return the client, repeating a delete while the platform refuses it; another implementation as it is} */
            static $client:T settling($client:T client, $waitOptions:T options) {
                return client instanceof $own:T ? client.withOptions($waiters:T.settling(options)) : client;
            }
            """;

    private final ServiceModel service;
    private final VersionModel version;

    private WaitsEmitter(ServiceModel service, VersionModel version) {
        this.service = service;
        this.version = version;
    }

    /** {@code FileStorageWaiters} as {@code FileStorageWaits}. */
    static ClassName type(VersionModel version) {
        return ClassName.get(version.packageName(), version.waitersName().replaceFirst("Waiters$", "") + "Waits");
    }

    /** Nothing where nothing can be waited for. */
    static List<SourceFile> emit(ServiceModel service, VersionModel version) {
        return version.waiters().isEmpty() ? List.of() : List.of(new WaitsEmitter(service, version).file());
    }

    private SourceFile file() {
        return Template.of(TEXT)
                .with(
                        "javadoc",
                        Javadoc.of("What can be waited for in " + JavadocText.escape(service.title()) + " "
                                        + version.id()
                                        + ": the states, and the ids that a response gives for the wait after it.")
                                .comment())
                .with("suppressed", Deprecations.suppressed(version))
                .with("waiters", Template.spaced(version.waiters(), this::waiter))
                .with("ids", Template.lines(version.andWaits(), this::ids))
                .with("settling", settling())
                .with("client", ClientEmitter.name(version))
                .with("asyncClient", AsyncClientEmitter.name(version))
                .with("blocking", WaitersEmitter.type(version))
                .with("asynchronous", AsyncWaitersEmitter.type(version))
                .file(service, version.source(), type(version));
    }

    /** The client that repeats deletes while they are refused; only where something is deleted. */
    private CodeBlock settling() {
        return version.andWaits().stream().noneMatch(AndWaitModel::settles)
                ? CodeBlock.of("")
                : Template.lines(
                        List.of(ClientEmitter.name(version), AsyncClientEmitter.name(version)),
                        client -> Template.of(SETTLING)
                                .with("client", client)
                                .with("own", DefaultClientEmitter.implementation(client))
                                .code());
    }

    private CodeBlock waiter(WaiterModel waiter) {
        ClassName shown = JavaTypes.model(service, waiter.shown());
        CodeBlock.Builder code = CodeBlock.builder()
                .add(
                        "static final $1T<$2T> $3L = $1T.<$2T>builder($4L.VERSION, $5S, $6S)",
                        CoreTypes.of("WaiterSpec"),
                        shown,
                        waiter.constant(),
                        version.constants(),
                        waiter.name(),
                        waiter.poll().name());
        if (!waiter.state().isEmpty()) {
            code.add(".state($L)", JavaTypes.getter(shown, waiter.state()));
        }
        add(code, "reached", waiter.reached());
        add(code, "failed", waiter.failed());
        add(code, "failedOnceChanged", waiter.failedOnceChanged());
        if (waiter.gone()) {
            code.add(".gone()");
        }
        if (waiter.items() != null) {
            code.add(".listed()");
        }
        if (waiter.latest() != null) {
            code.add(".run()");
        }
        if (waiter.progress() != null) {
            code.add(".progress(shown -> $L)", JavaTypes.values(service, "shown", waiter.progress()));
        }
        return code.add(".limit($L).interval($L).build();", duration(waiter.limit()), duration(waiter.interval()))
                .build();
    }

    private static void add(CodeBlock.Builder code, String method, List<String> states) {
        if (!states.isEmpty()) {
            code.add(".$L($L)", method, Template.joined(states, ", ", state -> CodeBlock.of("$S", state)));
        }
    }

    static CodeBlock duration(Duration duration) {
        return duration.toSeconds() % 60 == 0
                ? CodeBlock.of("$T.ofMinutes($L)", Duration.class, duration.toMinutes())
                : CodeBlock.of("$T.ofSeconds($L)", Duration.class, duration.toSeconds());
    }

    private CodeBlock ids(AndWaitModel andWait) {
        List<CodeBlock> ids = new ArrayList<>();
        for (Given given : andWait.arguments()) {
            if (given.constant() != null) {
                ids.add(id(andWait, given, given.constant()));
            }
        }
        return ids.stream().collect(CodeBlock.joining("\n"));
    }

    private CodeBlock id(AndWaitModel andWait, Given given, String constant) {
        ClassName response = Objects.requireNonNull(new Method(service, version, andWait.operation()).result());
        return CodeBlock.of(
                "static final $1T<$2T> $3L = $1T.of($4S, $5L, $6S, $7L);",
                CoreTypes.of("ResponseId"),
                response,
                constant,
                andWait.operation().name(),
                andWait.waiter().constant(),
                given.response().stream().map(Field::wireName).collect(Collectors.joining(".")),
                JavaTypes.getter(response, given.response()));
    }
}

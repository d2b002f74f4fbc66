// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.model.WaiterModel;
import java.util.concurrent.CompletableFuture;

/** Prints the implementation of the waiters that hold no thread: it polls with the public methods of the client. */
final class DefaultAsyncWaitersEmitter {

    private static final String IMPLEMENTATION = """
            /** Polls with the public methods of a client, so that it works with any implementation of the client. */
            @$generated:T("DefaultAsyncWaitersEmitter")
            $suppressed:L
            final class $self:T implements $waitersType:T {
                private final $client:T client;
                private final @$nullable:T $after:T after;
                private final $asyncWaiters:T waits;

                /** Creates waiters of their own, or those of an operation. */
                $self:T($client:T client, @$nullable:T $after:T after) {
                    this.client = client;
                    this.after = after;
                    this.waits = $asyncWaiters:T.of(client instanceof $ownClient:T own ? own.executor : null);
                }

                /** Limits a poll to the time of the wait; another implementation of the client keeps its own time. */
                private $client:T within($duration:T limit) {
                    return client instanceof $ownClient:T ? client.withOptions(o -> o.timeoutAtMost(limit)) : client;
                }
                $methods:L
            }
            """;

    private static final String IMPLEMENTED = """

            @Override
            public $result:T $name:L($parameters:L) {
                return waits.$until:L(
                        $waits:T.$constant:L,
                        after,
                        $id:L,
                        options,
                        $polls:L);
            }
            """;

    private final ServiceModel service;
    private final VersionModel version;

    private DefaultAsyncWaitersEmitter(ServiceModel service, VersionModel version) {
        this.service = service;
        this.version = version;
    }

    static SourceFile emit(ServiceModel service, VersionModel version) {
        return new DefaultAsyncWaitersEmitter(service, version).file();
    }

    private SourceFile file() {
        ClassName client = AsyncClientEmitter.name(version);
        ClassName self = DefaultClientEmitter.implementation(AsyncWaitersEmitter.type(version));
        return Template.of(IMPLEMENTATION)
                .with("suppressed", Deprecations.suppressed(version))
                .with("waitersType", AsyncWaitersEmitter.type(version))
                .with("client", client)
                .with("ownClient", DefaultClientEmitter.implementation(client))
                .with("methods", Template.lines(version.waiters(), this::implemented))
                .file(service, version.source(), self);
    }

    private CodeBlock implemented(WaiterModel waiter) {
        WaiterMethod method = new WaiterMethod(service, version, waiter);
        CodeBlock shown = CodeBlock.of("shown");
        CodeBlock polls = CodeBlock.of(
                "limit -> within(limit).$L, shown -> $L",
                method.poll(),
                waiter.match() == null ? shown : method.find(shown));
        if (waiter.latest() != null) {
            polls = CodeBlock.of(
                    "(limit, period) -> within(limit).$L, shown -> $L, $L, $L",
                    method.poll(),
                    method.entries(shown),
                    method.began(),
                    method.details(CodeBlock.of("$T.completedFuture(run)", CompletableFuture.class)));
        }
        return Template.of(IMPLEMENTED)
                .with("result", method.future())
                .with("name", waiter.name())
                .with("parameters", method.parameters(Form.RECORD))
                .with("until", method.until())
                .with("waits", WaitsEmitter.type(version))
                .with("constant", waiter.constant())
                .with("id", waiter.id().name())
                .with("polls", polls)
                .code();
    }
}

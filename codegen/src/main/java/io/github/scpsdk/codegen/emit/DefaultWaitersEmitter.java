// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.model.WaiterModel;

/** Prints the implementation of the waiters that block: it polls with the public methods of the client. */
final class DefaultWaitersEmitter {

    private static final String IMPLEMENTATION = """
            /** Polls with the public methods of a client, so that it works with any implementation of the client. */
            @$generated:T("DefaultWaitersEmitter")
            $suppressed:L
            final class $self:T implements $waitersType:T {
                private final $client:T client;
                private final @$nullable:T $after:T after;

                /** Creates waiters of their own, or those of an operation. */
                $self:T($client:T client, @$nullable:T $after:T after) {
                    this.client = client;
                    this.after = after;
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
                $returns:L$waiters:T.$until:L($waits:T.$constant:L, after, $id:L, options, $polls:L);
            }
            """;

    private final ServiceModel service;
    private final VersionModel version;

    private DefaultWaitersEmitter(ServiceModel service, VersionModel version) {
        this.service = service;
        this.version = version;
    }

    static SourceFile emit(ServiceModel service, VersionModel version) {
        return new DefaultWaitersEmitter(service, version).file();
    }

    private SourceFile file() {
        ClassName client = ClientEmitter.name(version);
        ClassName self = DefaultClientEmitter.implementation(WaitersEmitter.type(version));
        return Template.of(IMPLEMENTATION)
                .with("suppressed", Deprecations.suppressed(version))
                .with("waitersType", WaitersEmitter.type(version))
                .with("client", client)
                .with("ownClient", DefaultClientEmitter.implementation(client))
                .with("methods", Template.lines(version.waiters(), this::implemented))
                .file(service, version.source(), self);
    }

    private CodeBlock implemented(WaiterModel waiter) {
        WaiterMethod method = new WaiterMethod(service, version, waiter);
        CodeBlock poll = CodeBlock.of("within(limit).$L", method.poll());
        CodeBlock polls = CodeBlock.of("limit -> $L", waiter.match() == null ? poll : method.find(poll));
        if (waiter.latest() != null) {
            polls = CodeBlock.of(
                    "(limit, period) -> $L, $L, $L",
                    method.entries(poll),
                    method.began(),
                    method.details(CodeBlock.of("run")));
        }
        return Template.of(IMPLEMENTED)
                .with("result", method.returned())
                .with("name", waiter.name())
                .with("parameters", method.parameters(Form.RECORD))
                .with("returns", method.returns())
                .with("until", method.until())
                .with("waits", WaitsEmitter.type(version))
                .with("constant", waiter.constant())
                .with("id", waiter.id().name())
                .with("polls", polls)
                .code();
    }
}

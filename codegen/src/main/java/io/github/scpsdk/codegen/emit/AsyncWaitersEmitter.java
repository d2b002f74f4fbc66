// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.model.WaiterModel;
import java.util.List;

/** Prints the waiters of a version that hold no thread. The blocking ones say what is waited for; each method points to them. */
final class AsyncWaitersEmitter {

    private static final String METHOD = """

            /** {@return the waiters of this client, which hold no thread between two polls; to be shared like the client} */
            default $waiters:T waiters() {
                return $waits:T.of(this, null);
            }
            """;

    private static final String INTERFACE = """
            $javadoc:L
            @$generated:T("AsyncWaitersEmitter")
            public interface $self:T {
                $methods:L
            }
            """;

    private static final String MAIN = """

            $javadoc:L
            default $result:T $name:L($parameters:L) {
                throw new UnsupportedOperationException($unsupported:S);
            }
            """;

    private static final String SHORTER = """

            $javadoc:L
            default $result:T $name:L($parameters:L) {
                return $call:L;
            }
            """;

    private final ServiceModel service;
    private final VersionModel version;

    private AsyncWaitersEmitter(ServiceModel service, VersionModel version) {
        this.service = service;
        this.version = version;
    }

    /** {@code FileStorageWaiters} as {@code FileStorageAsyncWaiters}. */
    static ClassName type(VersionModel version) {
        return ClassName.get(
                version.packageName(), version.waitersName().replaceFirst("Waiters$", "") + "AsyncWaiters");
    }

    /** Nothing where nothing can be waited for. */
    static List<SourceFile> emit(ServiceModel service, VersionModel version) {
        if (version.waiters().isEmpty()) {
            return List.of();
        }
        AsyncWaitersEmitter emitter = new AsyncWaitersEmitter(service, version);
        return List.of(emitter.waiters(), DefaultAsyncWaitersEmitter.emit(service, version));
    }

    /** The way to them from the client. */
    static CodeBlock method(VersionModel version) {
        return Template.of(METHOD)
                .with("waiters", type(version))
                .with("waits", WaitsEmitter.type(version))
                .code();
    }

    private SourceFile waiters() {
        return Template.of(INTERFACE)
                .with("javadoc", javadoc())
                .with("methods", Template.lines(version.waiters(), this::methods))
                .file(service, version.source(), type(version));
    }

    private CodeBlock javadoc() {
        return Javadoc.of("Waits, holding no thread between two polls, until a resource of "
                        + JavadocText.escape(service.title())
                        + " "
                        + version.id() + " has reached a state: the methods of {@link " + version.waitersName()
                        + "}, returning futures; see {@link "
                        + AsyncClientEmitter.name(version).simpleName() + "#waiters()}.")
                .paragraph(
                        "A future completes with the result or the exception of the blocking method, and with null where"
                                + " that returns nothing. Completing it from outside, by {@code cancel}, {@code orTimeout} or"
                                + " otherwise, ends the wait and the poll in progress; closing the client ends it with"
                                + " {@link ScpInterruptedException}. {@code onState} is called on the threads that complete"
                                + " futures.")
                .comment();
    }

    private CodeBlock methods(WaiterModel waiter) {
        WaiterMethod method = new WaiterMethod(service, version, waiter);
        CodeBlock main = Template.of(MAIN)
                .with(
                        "javadoc",
                        Javadoc.like(method.link(version.waitersName()), ", holding no thread between two polls"))
                .with("result", method.future())
                .with("name", waiter.name())
                .with("parameters", method.parameters(Form.RECORD))
                .with("unsupported", type(version).simpleName() + "." + waiter.name())
                .code();
        return CodeBlock.join(
                List.of(main, Template.lines(WaiterMethod.SHORTER_FORMS, options -> shorter(method, options))), "\n");
    }

    private static CodeBlock shorter(WaiterMethod method, Form options) {
        CodeBlock call = CodeBlock.of("$N($L)", method.waiter().name(), method.arguments(options));
        return Template.of(SHORTER)
                .with("javadoc", Javadoc.like(method.link(""), WaiterMethod.how(options)))
                .with("result", method.future())
                .with("name", method.waiter().name())
                .with("parameters", method.parameters(options))
                .with(
                        "call",
                        options == Form.CONSUMER
                                ? CodeBlock.of("$T.of(() -> $L)", CoreTypes.of("Futures"), call)
                                : call)
                .code();
    }
}

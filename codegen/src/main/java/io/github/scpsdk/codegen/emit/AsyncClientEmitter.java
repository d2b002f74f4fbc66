// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.emit.Method.Forms;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;

/** Prints the asynchronous client interface of a version. The blocking one says what a method does; each method points to it. */
final class AsyncClientEmitter {

    private static final String TEXT = """
            $javadoc:L
            @$generated:T("AsyncClientEmitter")
            $deprecated:L
            public interface $self:T extends $scpAsyncClient:T {
                $operations:L
                $waiters:L

                $views:L
            }
            """;

    private static final String OPERATION = """

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

    private AsyncClientEmitter() {}

    /** {@code FileStorageClient} as {@code FileStorageAsyncClient}. */
    static ClassName name(VersionModel version) {
        return ClassName.get(version.packageName(), version.client().replaceFirst("Client$", "") + "AsyncClient");
    }

    static SourceFile emit(ServiceModel service, VersionModel version) {
        ClassName self = name(version);
        return Template.of(TEXT)
                .with("javadoc", javadoc(service, version))
                .with("deprecated", Deprecations.annotation(service, version))
                .with("operations", operations(service, version))
                .with("waiters", version.waiters().isEmpty() ? "" : AsyncWaitersEmitter.method(version))
                .with("views", ClientEmitter.views(self))
                .file(service, version.source(), self);
    }

    private static CodeBlock javadoc(ServiceModel service, VersionModel version) {
        String client = version.client();
        Javadoc text = Javadoc.of(JavadocText.escape(service.title()) + " " + version.id()
                + ", asynchronous: the methods of {@link " + client + "}, returning futures. Created by {@link "
                + client
                + "#async() async()}; see {@link ScpAsyncClient} for the rules of all methods.");
        return Deprecations.note(text, service, version, name(version).simpleName())
                .comment();
    }

    private static CodeBlock operations(ServiceModel service, VersionModel version) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (OperationModel operation : version.operations()) {
            Method method = new Method(service, version, operation);
            code.add(main(method));
            method.shorterForms().forEach(forms -> code.add(shorter(method, forms)));
            code.add(PaginatorEmitter.asyncMethods(method));
            code.add(AndWaitEmitter.asyncMethods(method));
            code.add(CreationEmitter.asyncMethods(method));
        }
        return code.build();
    }

    private static CodeBlock main(Method method) {
        return Template.of(OPERATION)
                .with("javadoc", Javadoc.like(method.link(method.version().client()), ", without blocking"))
                .with("result", method.future())
                .with("name", method.name())
                .with("parameters", method.parameters(Forms.RECORDS))
                .with("unsupported", name(method.version()).simpleName() + "." + method.name())
                .code();
    }

    private static CodeBlock shorter(Method method, Forms forms) {
        return Template.of(SHORTER)
                .with("javadoc", Javadoc.like(method.link(""), method.how(forms)))
                .with("result", method.future())
                .with("name", method.name())
                .with("parameters", method.parameters(forms))
                .with("call", call(method, forms, method.name(), method.arguments(forms)))
                .code();
    }

    /** The call of a main form; where builders are filled in first, what goes wrong with that is in the future too. */
    static CodeBlock call(Method method, Forms forms, String name, CodeBlock arguments) {
        CodeBlock call = CodeBlock.of("$N($L)", name, arguments);
        return method.buildsIn(forms) ? CodeBlock.of("$T.of(() -> $L)", CoreTypes.of("Futures"), call) : call;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.emit.Method.Forms;
import io.github.scpsdk.codegen.model.CreationModel;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the client interface of a version. */
final class ClientEmitter {

    private static final String TEXT = """
            $javadoc:L
            @$generated:T("ClientEmitter")
            $deprecated:L
            public interface $self:T extends $scpClient:T {
                /** {@return a new builder; settings left out come from system properties, the environment or {@code ~/.scpconf}} */
                static Builder builder() {
                    return new Default$name:L.DefaultBuilder();
                }

                $operations:L
                $waiters:L

                /** {@return an asynchronous view of this client: the same methods, returning futures} */
                default $async:T async() {
                    throw new UnsupportedOperationException("$name:L.async");
                }

                $views:L

                /** Builds clients. */
                interface Builder extends $scpClientBuilder:T<$self:T, Builder> {}
            }
            """;

    private static final String VIEWS = """
            /**
             * Gives the calls made through a view of this client other options.
             *
             * @param options the options to change
             * @return a view that shares everything with this client and need not be closed
             */
            default $self:T withOptions($callOptions:T options) {
                throw new UnsupportedOperationException($unsupported:S);
            }

            /** Like {@link #withOptions(CallOptions)}, with a builder to fill in. */
            default $self:T withOptions($consumer:T<$callOptions:T.Builder> options) {
                return withOptions($callOptions:T.of(options));
            }

            /**
             * Makes the calls of a view of this client in another region, with the same account and credentials.
             *
             * @param region for example {@code kr-east1}
             * @return a view with its own endpoint that shares everything else with this client and need not be closed
             * @throws $scpConfigurationException:T if the service does not exist in the region, or if an endpoint override
             *     has no region in its path that could be replaced
             */
            default $self:T inRegion(String region) {
                throw new UnsupportedOperationException($inRegion:S);
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
                $returns:L$name:L($arguments:L);
            }
            """;

    private ClientEmitter() {}

    /** The interface of a version's client. */
    static ClassName name(VersionModel version) {
        return ClassName.get(version.packageName(), version.client());
    }

    static SourceFile emit(ServiceModel service, VersionModel version) {
        return Template.of(TEXT)
                .with("javadoc", javadoc(service, version))
                .with("deprecated", Deprecations.annotation(service, version))
                .with("name", version.client())
                .with("operations", operations(service, version))
                .with("waiters", version.waiters().isEmpty() ? "" : WaitersEmitter.method(version))
                .with("async", AsyncClientEmitter.name(version))
                .with("views", views(name(version)))
                .file(service, version.source(), name(version));
    }

    private static CodeBlock javadoc(ServiceModel service, VersionModel version) {
        Javadoc text = Javadoc.of(JavadocText.escape(service.title()) + " " + version.id() + ": "
                        + JavadocText.escape(service.description()))
                .paragraph("Clients are immutable and thread-safe: create one and share it. A method throws"
                        + " {@link ScpServiceException} if the platform answers with an error, and {@link ScpClientException}"
                        + " if the call cannot be made or its response cannot be read.");
        return Deprecations.note(text, service, version, version.client()).comment();
    }

    private static CodeBlock operations(ServiceModel service, VersionModel version) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (OperationModel operation : version.operations()) {
            Method method = new Method(service, version, operation);
            code.add(main(method));
            method.shorterForms().forEach(forms -> code.add(shorter(method, forms)));
            code.add(PaginatorEmitter.methods(method));
            code.add(AndWaitEmitter.methods(method));
            code.add(CreationEmitter.methods(method));
        }
        return code.build();
    }

    /** The views with other options or in another region, alike for both kinds of client. */
    static CodeBlock views(ClassName client) {
        return Template.of(VIEWS)
                .with("self", client)
                .with("unsupported", client.simpleName() + ".withOptions")
                .with("inRegion", client.simpleName() + ".inRegion")
                .code();
    }

    private static CodeBlock main(Method method) {
        return Template.of(OPERATION)
                .with("javadoc", javadoc(method))
                .with("result", method.returned())
                .with("name", method.name())
                .with("parameters", method.parameters(Forms.RECORDS))
                .with("unsupported", method.version().client() + "." + method.name())
                .code();
    }

    private static CodeBlock shorter(Method method, Forms forms) {
        return Template.of(SHORTER)
                .with("javadoc", Javadoc.like(method.link(""), method.how(forms)))
                .with("result", method.returned())
                .with("name", method.name())
                .with("parameters", method.parameters(forms))
                .with("returns", method.result() == null ? "" : "return ")
                .with("arguments", method.arguments(forms))
                .code();
    }

    private static CodeBlock javadoc(Method method) {
        OperationModel operation = method.operation();
        Javadoc text = Javadoc.of(JavadocText.sentence(
                        operation.description().isEmpty() ? operation.title() : operation.description()))
                .paragraph(JavadocText.code(operation.method() + " " + operation.pathTemplate()) + " ("
                        + JavadocText.escape(operation.title()) + ")"
                        + (operation.since() == null ? "" : ", since API version " + operation.since()))
                .paragraph(Provenance.sentence(
                        operation.knownFrom(), method.version().id()))
                .paragraph(operation.paging() == null ? "" : PaginatorEmitter.hint(method))
                .params(operation, "the query parameters");
        if (operation.result() != null) {
            text.returns("the response of the platform");
        }
        text.throwing("ScpServiceException", "if the platform refuses the call" + documented(operation.refusals()));
        if (!operation.idempotent()) {
            text.throwing(
                    "OutcomeUnknownException",
                    "if it is not known whether this was carried out; "
                            + (operation.verifyWith() == null
                                    ? "no operation tells"
                                    : "check with {@link #"
                                            + method.version()
                                                    .creation(operation.name())
                                                    .map(CreationModel::verify)
                                                    .orElse(operation.verifyWith())
                                            + "}"));
        }
        return text.comment();
    }

    private static String documented(List<Integer> statuses) {
        return statuses.isEmpty()
                ? ""
                : "; documented are "
                        + statuses.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }
}

package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.emit.Method.Forms;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.model.VersionModel.Deprecation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Prints the client interface of a version. */
final class ClientEmitter {

    private static final String NAME = ClientEmitter.class.getSimpleName();

    private final ServiceModel service;
    private final VersionModel version;
    private final ClassName self;

    ClientEmitter(ServiceModel service, VersionModel version) {
        this.service = service;
        this.version = version;
        this.self = ClassName.get(version.packageName(), version.client());
    }

    SourceFile emit() {
        ClassName builder = self.nestedClass("Builder");
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Java.generated(NAME))
                .addSuperinterface(Java.core("ScpClient"))
                .addJavadoc(documentation())
                .addMethod(MethodSpec.methodBuilder("builder")
                        .addJavadoc(
                                "{@return a new builder; settings left out come from system properties, the environment or {@code ~/.scpconf}}\n")
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .returns(builder)
                        .addStatement("return new Default$L.DefaultBuilder()", version.client())
                        .build());
        if (version.deprecation() != null) {
            type.addAnnotation(deprecated(service, version.deprecation()));
        }
        for (OperationModel operation : version.operations()) {
            Method method = new Method(service, version, operation);
            type.addMethods(methods(method));
            type.addMethods(PaginatorEmitter.methods(method));
            type.addMethods(AndWaitEmitter.methods(method));
        }
        if (!version.waiters().isEmpty()) {
            type.addMethod(WaitersEmitter.method(version));
        }
        type.addMethod(MethodSpec.methodBuilder("async")
                .addJavadoc(
                        "An asynchronous view of this client: the same methods, returning futures.\n\n@return a view\n")
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .returns(AsyncClientEmitter.name(version))
                .build());
        type.addMethods(withOptions(self));
        type.addType(TypeSpec.interfaceBuilder(builder)
                .addJavadoc("Builds clients.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addSuperinterface(ParameterizedTypeName.get(Java.core("ScpClientBuilder"), self, builder))
                .build());
        return Java.file(service, version.source(), version.packageName(), type.build());
    }

    /** The views with other options, alike for both kinds of client. */
    static List<MethodSpec> withOptions(ClassName client) {
        ClassName options = Java.core("CallOptions");
        return List.of(
                MethodSpec.methodBuilder("withOptions")
                        .addJavadoc("""
                                A view of this client with other options for the calls that are made through it.

                                @param options the options to change
                                @return a view that shares everything with this client and need not be closed
                                """)
                        .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                        .returns(client)
                        .addParameter(options, "options")
                        .build(),
                MethodSpec.methodBuilder("withOptions")
                        .addJavadoc("""
                                Like {@link #withOptions(CallOptions)}, with a builder to fill in.

                                @param options fills in the builder
                                @return as there
                                """)
                        .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                        .returns(client)
                        .addParameter(Java.consumer(options), "options")
                        .addStatement("return withOptions($T.of(options))", options)
                        .build());
    }

    static AnnotationSpec deprecated(ServiceModel service, Deprecation deprecation) {
        return AnnotationSpec.builder(Deprecated.class)
                .addMember("since", "$S", service.wireName() + " " + deprecation.useInstead())
                .build();
    }

    private CodeBlock documentation() {
        CodeBlock.Builder text = CodeBlock.builder()
                .add(
                        "$L\n",
                        JavadocText.paragraph(JavadocText.escape(service.title()) + " " + version.id() + ": "
                                + JavadocText.escape(service.description())))
                .add("""

                        <p>Clients are immutable and thread-safe: create one and share it. A method throws
                        {@link $T} if the platform answers with an error, and {@link $T}
                        if the call cannot be made or its response cannot be read.
                        """, Java.core("ScpServiceException"), Java.core("ScpClientException"));
        if (version.uncertain() != null) {
            text.add(
                    "\n$L\n",
                    JavadocText.paragraph("<p><b>Not sure:</b> " + JavadocText.sentence(version.uncertain())));
        }
        Deprecation deprecation = version.deprecation();
        if (deprecation != null) {
            text.add("\n$L\n", farewell(service, deprecation, version.client()));
        }
        return text.build();
    }

    /** The tag that says until when, and what to use instead. */
    static String farewell(ServiceModel service, Deprecation deprecation, String client) {
        String end = deprecation.notBefore() == null
                ? "deprecated by the platform"
                : "no longer supported by the platform from " + deprecation.notBefore() + " on";
        return JavadocText.tag(
                "@deprecated",
                end + "; use {@link " + service.packageName() + ".v"
                        + deprecation.useInstead().replace('.', '_') + "." + client + "} instead");
    }

    private List<MethodSpec> methods(Method method) {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(method.declare()
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .addJavadoc(documentation(method))
                .build());
        method.shorterForms().forEach(forms -> methods.add(shorter(method, forms)));
        return methods;
    }

    private static MethodSpec shorter(Method method, Forms forms) {
        CodeBlock call =
                CodeBlock.of("$N($L)", method.operation().name(), method.arguments(forms.params(), forms.body()));
        return Java.like(method.declare(forms.params(), forms.body()), method.link(), forms.how())
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .addStatement(method.operation().result() == null ? "$L" : "return $L", call)
                .build();
    }

    private CodeBlock documentation(Method method) {
        OperationModel operation = method.operation();
        String description = operation.description().isEmpty() ? operation.title() : operation.description();
        CodeBlock.Builder text =
                CodeBlock.builder().add("$L\n", JavadocText.paragraph(JavadocText.sentence(description)));
        String line = "<p>" + JavadocText.code(operation.method() + " " + operation.pathTemplate()) + " ("
                + JavadocText.escape(operation.title()) + ")"
                + (operation.since() == null ? "" : ", since API version " + operation.since());
        text.add("\n$L\n\n", JavadocText.paragraph(line));
        String knownFrom = Provenance.sentence(operation.knownFrom(), version.id());
        if (!knownFrom.isEmpty()) {
            text.add("$L\n\n", JavadocText.paragraph("<p>" + knownFrom));
        }
        if (operation.paging() != null) {
            text.add("$L\n\n", JavadocText.paragraph(PaginatorEmitter.hint(method)));
        }
        operation
                .path()
                .forEach(argument -> text.add(
                        "$L\n",
                        JavadocText.tag(
                                "@param " + argument.name(),
                                JavadocText.facts(argument.facts(), argument.wireName()))));
        if (operation.params() != null) {
            text.add("@param params the query parameters\n");
        }
        if (operation.body() != null) {
            text.add("@param request the body\n");
        }
        if (operation.result() != null) {
            text.add("@return the response of the platform\n");
        }
        String refusals = operation.refusals().isEmpty()
                ? ""
                : "; documented are "
                        + operation.refusals().stream()
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "));
        text.add("@throws $T if the platform refuses the call$L\n", Java.core("ScpServiceException"), refusals);
        if (!operation.idempotent()) {
            text.add(
                    "@throws $T if it is not known whether this was carried out;\n    $L\n",
                    Java.core("OutcomeUnknownException"),
                    operation.verifyWith() == null
                            ? "no operation tells"
                            : "check with {@link #" + operation.verifyWith() + "}");
        }
        return text.build();
    }
}

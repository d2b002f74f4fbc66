package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.emit.Method.Form;
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
                        .addJavadoc("A builder with the settings of the environment.\n")
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .returns(builder)
                        .addStatement("return new Default$L.DefaultBuilder()", version.client())
                        .build());
        Deprecation deprecation = version.deprecation();
        if (deprecation != null) {
            type.addAnnotation(AnnotationSpec.builder(Deprecated.class)
                    .addMember("since", "$S", service.wireName() + " " + deprecation.useInstead())
                    .build());
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
        type.addType(TypeSpec.interfaceBuilder(builder)
                .addJavadoc("Makes clients.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addSuperinterface(ParameterizedTypeName.get(Java.core("ScpClientBuilder"), self, builder))
                .build());
        return Java.file(service, version.source(), version.packageName(), type.build());
    }

    private CodeBlock documentation() {
        CodeBlock.Builder text = CodeBlock.builder()
                .add(
                        "$L\n",
                        Prose.paragraph(Prose.escape(service.title()) + " " + version.id() + ": "
                                + Prose.escape(service.description())))
                .add("""

                        <p>Clients are immutable, cheap to share and safe for threads. A method throws
                        {@link $T} if the platform refuses the call, and {@link $T}
                        if the call cannot be made or its answer not be read.
                        """, Java.core("ScpServiceException"), Java.core("ScpClientException"));
        Deprecation deprecation = version.deprecation();
        if (deprecation != null) {
            String end = deprecation.notBefore() == null
                    ? "on its way out"
                    : "no longer supported by the platform from " + deprecation.notBefore() + " on";
            text.add(
                    "\n$L\n",
                    Prose.tag(
                            "@deprecated",
                            end + "; use {@link " + service.packageName() + ".v"
                                    + deprecation.useInstead().replace('.', '_') + "." + version.client()
                                    + "} instead"));
        }
        return text.build();
    }

    private List<MethodSpec> methods(Method method) {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(method.declare()
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .addJavadoc(documentation(method))
                .build());
        for (Form params : forms(method.params() != null, optionalParams(method))) {
            for (Form body : forms(method.body() != null, false)) {
                if (params != Form.RECORD || body != Form.RECORD) {
                    methods.add(shorter(method, params, body));
                }
            }
        }
        return methods;
    }

    private static boolean optionalParams(Method method) {
        return method.operation().params() != null
                && method.operation().params().optional();
    }

    private static List<Form> forms(boolean present, boolean optional) {
        if (!present) {
            return List.of(Form.RECORD);
        }
        return optional ? List.of(Form.RECORD, Form.CONSUMER, Form.LEFT_OUT) : List.of(Form.RECORD, Form.CONSUMER);
    }

    private static MethodSpec shorter(Method method, Form params, Form body) {
        CodeBlock call = CodeBlock.of("$N($L)", method.operation().name(), method.arguments(params, body));
        int builders = (params == Form.CONSUMER ? 1 : 0) + (body == Form.CONSUMER ? 1 : 0);
        String how = (params == Form.LEFT_OUT ? ", without query parameters" : "")
                + (builders == 0 ? "" : builders == 1 ? ", with a builder to fill in" : ", with builders to fill in");
        return method.declare(params, body)
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .addJavadoc(Java.javadoc(Prose.paragraph("Like " + method.link() + how + ".") + "\n"))
                .addStatement(method.operation().result() == null ? "$L" : "return $L", call)
                .build();
    }

    private CodeBlock documentation(Method method) {
        OperationModel operation = method.operation();
        String description = operation.description().isEmpty() ? operation.title() : operation.description();
        CodeBlock.Builder text = CodeBlock.builder().add("$L\n", Prose.paragraph(Prose.sentence(description)));
        String line = "<p>" + Prose.code(operation.method() + " " + operation.pathTemplate()) + " ("
                + Prose.escape(operation.title()) + ")"
                + (operation.since() == null ? "" : ", since API version " + operation.since());
        text.add("\n$L\n\n", Prose.paragraph(line));
        if (operation.paging() != null) {
            text.add("$L\n\n", Prose.paragraph(PaginatorEmitter.hint(method)));
        }
        operation
                .path()
                .forEach(argument -> text.add(
                        "$L\n",
                        Prose.tag("@param " + argument.name(), Prose.facts(argument.facts(), argument.wireName()))));
        if (operation.params() != null) {
            text.add("@param params the query parameters\n");
        }
        if (operation.body() != null) {
            text.add("@param request the body\n");
        }
        if (operation.result() != null) {
            text.add("@return what the platform answers\n");
        }
        String refusals = operation.refusals().isEmpty()
                ? ""
                : "; documented are "
                        + operation.refusals().stream()
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "));
        text.add("@throws $T if the platform refuses the call$L\n", Java.core("ScpServiceException"), refusals);
        if (!operation.repeatable()) {
            text.add(
                    "@throws $T if it stays unknown whether this was carried out;\n    $L\n",
                    Java.core("OutcomeUnknownException"),
                    operation.toldBy() == null ? "no operation tells" : "{@link #" + operation.toldBy() + "} tells");
        }
        return text.build();
    }
}

package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.OperationModel.SuccessResponse;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Prints the operations of a version as constants: what is sent where, and what comes back. */
final class OperationsEmitter {

    private static final String NAME = OperationsEmitter.class.getSimpleName();
    private static final ClassName VOID = ClassName.get(Void.class);

    private OperationsEmitter() {}

    static SourceFile emit(ServiceModel service, VersionModel version) {
        ClassName self = ClassName.get(version.packageName(), version.constants());
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addJavadoc(Java.javadoc("The operations of " + JavadocText.escape(service.title()) + " " + version.id()
                        + ": what is sent where, and what comes back.\n"))
                .addModifiers(Modifier.FINAL)
                .addAnnotation(Java.generated(NAME))
                .addField(FieldSpec.builder(Java.SERVICE_VERSION, "VERSION", Modifier.STATIC, Modifier.FINAL)
                        .initializer(version(service, version))
                        .build());
        for (OperationModel operation : version.operations()) {
            TypeName result = result(service, operation);
            type.addField(FieldSpec.builder(
                            ParameterizedTypeName.get(Java.OPERATION, result),
                            operation.constant(),
                            Modifier.STATIC,
                            Modifier.FINAL)
                    .initializer(operation(service, operation, result))
                    .build());
        }
        type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        return Java.file(service, version.source(), version.packageName(), type.build());
    }

    private static TypeName result(ServiceModel service, OperationModel operation) {
        return operation.result() == null ? Java.nullable(VOID) : Java.record(service, operation.result());
    }

    private static CodeBlock version(ServiceModel service, VersionModel version) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("$T.builder($S, $S)", Java.SERVICE_VERSION, service.wireName(), version.id())
                .add(".hostTemplate($S)", version.hostTemplate());
        for (Map.Entry<String, List<String>> location : version.locations().entrySet()) {
            code.add(".location($S", location.getKey());
            location.getValue().forEach(region -> code.add(", $S", region));
            code.add(")");
        }
        if (version.header() != null) {
            code.add(
                    ".versionHeader($S, $S)",
                    version.header().name(),
                    version.header().value());
        }
        if (version.deprecation() != null) {
            code.add(
                    ".deprecated($S, $S)",
                    version.deprecation().notBefore(),
                    version.deprecation().useInstead());
        }
        if (version.uncertain() != null) {
            // a deprecated version says already what to use instead
            String newest = version.deprecation() == null ? version.newer() : null;
            code.add(".uncertain($S, $S)", version.uncertain(), newest);
        }
        return code.add(".authentication($L)", authentication(version))
                .add(".build()")
                .build();
    }

    private static CodeBlock authentication(VersionModel version) {
        return switch (version.security().kind()) {
            case NONE -> CodeBlock.of("$T.none()", Java.AUTHENTICATION);
            case HEADER ->
                CodeBlock.of(
                        "$T.header($S)", Java.AUTHENTICATION, version.security().header());
            case SCP_HMAC -> CodeBlock.of("$T.scpHmac()", Java.AUTHENTICATION);
        };
    }

    private static CodeBlock operation(ServiceModel service, OperationModel operation, TypeName result) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add(
                        "$T.<$T>builder(VERSION, $S, $S, $S, $S)",
                        Java.OPERATION,
                        result,
                        operation.name(),
                        operation.title(),
                        operation.method(),
                        operation.pathTemplate());
        for (SuccessResponse response : operation.responses()) {
            if (response.record() == null) {
                code.add(".emptyResponse($L)", response.status());
            } else {
                code.add(".response($L, $T.INSTANCE)", response.status(), Java.codec(service, response.record()));
            }
        }
        if (operation.idempotent()) {
            code.add(".idempotent()");
        }
        if (operation.verifyWith() != null) {
            code.add(".verifyWith($S)", operation.verifyWith());
        }
        return code.add(".build()").build();
    }
}

package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Prints the client of a version that calls the platform. */
final class DefaultClientEmitter {

    private static final String NAME = DefaultClientEmitter.class.getSimpleName();

    private DefaultClientEmitter() {}

    static SourceFile emit(ServiceModel service, VersionModel version) {
        ClassName client = ClassName.get(version.packageName(), version.client());
        ClassName self = ClassName.get(version.packageName(), "Default" + version.client());
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addJavadoc("Hands each operation and its arguments to the executor.\n")
                .addModifiers(Modifier.FINAL)
                .addAnnotation(Java.generated(NAME))
                .addSuperinterface(client)
                .addField(Java.CALL_EXECUTOR, "executor", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(Java.CALL_EXECUTOR, "executor")
                        .addStatement("this.executor = executor")
                        .build());
        if (version.deprecation() != null) {
            type.addAnnotation(Java.suppress("deprecation"));
        }
        for (OperationModel operation : version.operations()) {
            type.addMethod(method(service, version, operation));
        }
        ClassName async = AsyncClientEmitter.name(version);
        type.addMethod(MethodSpec.methodBuilder("async")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(async)
                .addStatement("return new $T(executor)", async.peerClass("Default" + async.simpleName()))
                .build());
        type.addMethod(withOptions(client, self));
        type.addMethod(MethodSpec.methodBuilder("endpoint")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Java.ENDPOINT)
                .addStatement("return executor.endpoint()")
                .build());
        type.addMethod(MethodSpec.methodBuilder("versions")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), Java.VERSION_INFO))
                .addStatement("return executor.versions()")
                .build());
        type.addMethod(MethodSpec.methodBuilder("close")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addStatement("executor.close()")
                .build());
        ClassName builder = client.nestedClass("Builder");
        type.addType(TypeSpec.classBuilder("DefaultBuilder")
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(Java.ABSTRACT_CLIENT_BUILDER, client, builder))
                .addSuperinterface(builder)
                .addMethod(MethodSpec.constructorBuilder()
                        .addStatement("super($L.VERSION, $T::new)", version.constants(), self)
                        .build())
                .build());
        return Java.file(service, version.source(), version.packageName(), type.build());
    }

    private static MethodSpec method(ServiceModel service, VersionModel version, OperationModel operation) {
        Method method = new Method(service, version, operation);
        return method.declare()
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addStatement(
                        "$Lexecutor.execute($L.$L, $L)",
                        operation.result() == null ? "" : "return ",
                        version.constants(),
                        operation.constant(),
                        arguments(service, version, operation))
                .build();
    }

    static MethodSpec withOptions(ClassName client, ClassName self) {
        return MethodSpec.methodBuilder("withOptions")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(client)
                .addParameter(Java.core("CallOptions"), "options")
                .addStatement("return new $T(executor.withOptions(options))", self)
                .build();
    }

    /** The arguments of a method as the executor takes them. */
    static CodeBlock arguments(ServiceModel service, VersionModel version, OperationModel operation) {
        CodeBlock.Builder arguments = CodeBlock.builder();
        if (operation.path().isEmpty()) {
            arguments.add("$T.none()", Java.ARGUMENTS);
        } else {
            arguments.add(
                    "$T.path($L)",
                    Java.ARGUMENTS,
                    operation.path().stream().map(PathArgument::name).collect(Collectors.joining(", ")));
        }
        if (operation.params() != null) {
            arguments.add(".query($T.INSTANCE, params)", ParamsEmitter.codec(version, operation.params()));
        }
        if (operation.body() != null) {
            arguments.add(".body($T.INSTANCE, request)", Java.codec(service, operation.body()));
        }
        return arguments.build();
    }
}

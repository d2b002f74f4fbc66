package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.lang.model.element.Modifier;

/** Prints the asynchronous client of a version that calls the platform. */
final class DefaultAsyncClientEmitter {

    private static final String NAME = DefaultAsyncClientEmitter.class.getSimpleName();

    private DefaultAsyncClientEmitter() {}

    static SourceFile emit(ServiceModel service, VersionModel version) {
        ClassName client = AsyncClientEmitter.name(version);
        ClassName self = client.peerClass("Default" + client.simpleName());
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addJavadoc("Hands each operation and its arguments to the executor, and a future back.\n")
                .addModifiers(Modifier.FINAL)
                .addAnnotation(Java.generated(NAME))
                .addSuperinterface(client)
                .addField(Java.CALL_EXECUTOR, "executor", Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(Java.CALL_EXECUTOR, "executor")
                        .addStatement("this.executor = executor")
                        .build());
        if (version.deprecation() != null) {
            type.addAnnotation(Java.suppress("deprecation"));
        }
        for (OperationModel operation : version.operations()) {
            Method method = new Method(service, version, operation);
            type.addMethod(method.declare()
                    .returns(method.future())
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC)
                    .addStatement(
                            "return executor.executeAsync($L.$L, $L)",
                            version.constants(),
                            operation.constant(),
                            DefaultClientEmitter.arguments(service, version, operation))
                    .build());
        }
        type.addMethod(DefaultClientEmitter.withOptions(client, self));
        type.addMethod(MethodSpec.methodBuilder("endpoint")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Java.ENDPOINT)
                .addStatement("return executor.endpoint()")
                .build());
        type.addMethod(MethodSpec.methodBuilder("versions")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(
                        ClassName.get(CompletableFuture.class),
                        ParameterizedTypeName.get(ClassName.get(List.class), Java.VERSION_INFO)))
                .addStatement("return executor.versionsAsync()")
                .build());
        return Java.file(service, version.source(), version.packageName(), type.build());
    }
}

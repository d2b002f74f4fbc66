package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.emit.Method.Forms;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Prints the asynchronous client interface of a version. What a method does is said by the blocking one, to which each points. */
final class AsyncClientEmitter {

    private static final String NAME = AsyncClientEmitter.class.getSimpleName();

    private AsyncClientEmitter() {}

    /** {@code FileStorageClient} as {@code FileStorageAsyncClient}. */
    static ClassName name(VersionModel version) {
        return ClassName.get(version.packageName(), version.client().replaceFirst("Client$", "") + "AsyncClient");
    }

    static SourceFile emit(ServiceModel service, VersionModel version) {
        ClassName self = name(version);
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Java.generated(NAME))
                .addSuperinterface(Java.core("ScpAsyncClient"))
                .addJavadoc(documentation(service, version));
        if (version.deprecation() != null) {
            type.addAnnotation(ClientEmitter.deprecated(service, version.deprecation()));
        }
        for (OperationModel operation : version.operations()) {
            Method method = new Method(service, version, operation);
            type.addMethods(methods(method));
            type.addMethods(PaginatorEmitter.asyncMethods(method));
            type.addMethods(AndWaitEmitter.asyncMethods(method));
        }
        if (!version.waiters().isEmpty()) {
            type.addMethod(AsyncWaitersEmitter.method(version));
        }
        type.addMethods(ClientEmitter.withOptions(self));
        return Java.file(service, version.source(), version.packageName(), type.build());
    }

    private static CodeBlock documentation(ServiceModel service, VersionModel version) {
        CodeBlock.Builder text = CodeBlock.builder()
                .add(
                        "$L\n",
                        JavadocText.paragraph(JavadocText.escape(service.title()) + " " + version.id()
                                + ", asynchronous: the methods of {@link " + version.client()
                                + "}, returning futures. Created by {@link " + version.client()
                                + "#async() async()}; see {@link ScpAsyncClient} for the rules of all methods."));
        if (version.deprecation() != null) {
            text.add(
                    "\n$L\n",
                    ClientEmitter.farewell(
                            service, version.deprecation(), name(version).simpleName()));
        }
        return text.build();
    }

    private static List<MethodSpec> methods(Method method) {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(Java.like(
                        method.declare().returns(method.future()),
                        method.link(method.version().client()),
                        ", without blocking",
                        method.operation().result() == null
                                ? "completes with null when it is done"
                                : "completes with the result")
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .build());
        method.shorterForms().forEach(forms -> methods.add(shorter(method, forms)));
        return methods;
    }

    private static MethodSpec shorter(Method method, Forms forms) {
        CodeBlock call =
                CodeBlock.of("$N($L)", method.operation().name(), method.arguments(forms.params(), forms.body()));
        return Java.like(
                        method.declare(forms.params(), forms.body()).returns(method.future()),
                        method.link(),
                        forms.how())
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .addStatement(
                        "return $L", forms.builders() == 0 ? call : CodeBlock.of("$T.of(() -> $L)", Java.FUTURES, call))
                .build();
    }
}

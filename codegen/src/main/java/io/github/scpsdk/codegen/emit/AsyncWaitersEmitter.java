package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.model.WaiterModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Prints the waiters of a version that hold no thread. What is waited for is said by the blocking ones, to which each points. */
final class AsyncWaitersEmitter {

    private static final String NAME = AsyncWaitersEmitter.class.getSimpleName();

    private final ServiceModel service;
    private final VersionModel version;
    private final ClassName client;
    private final ClassName ownClient;

    private AsyncWaitersEmitter(ServiceModel service, VersionModel version) {
        this.service = service;
        this.version = version;
        this.client = AsyncClientEmitter.name(version);
        this.ownClient = client.peerClass("Default" + client.simpleName());
    }

    /** {@code FileStorageWaiters} as {@code FileStorageAsyncWaiters}. */
    static ClassName type(VersionModel version) {
        return ClassName.get(
                version.packageName(), version.waitersName().replaceFirst("Waiters$", "") + "AsyncWaiters");
    }

    static ClassName implementation(VersionModel version) {
        ClassName type = type(version);
        return type.peerClass("Default" + type.simpleName());
    }

    /** Nothing where nothing can be waited for. */
    static List<SourceFile> emit(ServiceModel service, VersionModel version) {
        if (version.waiters().isEmpty()) {
            return List.of();
        }
        AsyncWaitersEmitter emitter = new AsyncWaitersEmitter(service, version);
        return List.of(emitter.file(emitter.waiters()), emitter.file(emitter.defaultWaiters()));
    }

    /** The way to them from the client. */
    static MethodSpec method(VersionModel version) {
        return MethodSpec.methodBuilder("waiters")
                .addJavadoc("""
                        Waiters until a resource has reached a state, without blocking a thread.

                        @return the waiters of this client, to be shared like the client
                        """)
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .returns(type(version))
                .addStatement("return new $T(this, null)", implementation(version))
                .build();
    }

    private SourceFile file(TypeSpec type) {
        return Java.file(service, service.source(), version.packageName(), type);
    }

    // --- the interface

    private TypeSpec waiters() {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(type(version))
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Java.generated(NAME))
                .addJavadoc(
                        "$L\n",
                        JavadocText.paragraph("Waits without blocking a thread until a resource of "
                                + JavadocText.escape(service.title()) + " " + version.id()
                                + " has reached a state: the methods of {@link "
                                + version.waitersName() + "}, returning futures; see {@link " + client.simpleName()
                                + "#waiters()}."))
                .addJavadoc("""

                        <p>A future completes with the result or the exception of the blocking method. Completing it from outside, by
                        {@code cancel}, {@code orTimeout} or otherwise, ends the wait and the poll in progress; closing the client
                        ends it with {@link $T}. {@code onState} is called on the threads that complete futures.
                        """, Java.core("ScpInterruptedException"));
        for (WaiterModel waiter : version.waiters()) {
            type.addMethods(methods(new WaiterMethod(service, version, waiter)));
        }
        return type.build();
    }

    private static List<MethodSpec> methods(WaiterMethod method) {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(Java.like(
                        method.declare(Form.RECORD).returns(method.future()),
                        method.link(method.version().waitersName()),
                        ", without blocking a thread",
                        method.waiter().gone()
                                ? "completes with null when the blocking method would return"
                                : "completes with the result of the blocking method")
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .build());
        methods.addAll(method.shorterForms(method.future(), options -> {
            CodeBlock call = method.call(options);
            return CodeBlock.of(
                    "return $L", options == Form.CONSUMER ? CodeBlock.of("$T.of(() -> $L)", Java.FUTURES, call) : call);
        }));
        return methods;
    }

    // --- what polls

    private TypeSpec defaultWaiters() {
        CodeBlock waits = CodeBlock.of(
                "this.waits = $T.of(client instanceof $T own ? own.executor : null);\n", Java.ASYNC_WAITS, ownClient);
        TypeSpec.Builder type = WaitersEmitter.polling(version, type(version), client, NAME, waits)
                .addField(Java.ASYNC_WAITS, "waits", Modifier.PRIVATE, Modifier.FINAL);
        for (WaiterModel waiter : version.waiters()) {
            WaiterMethod method = new WaiterMethod(service, version, waiter);
            CodeBlock shown = CodeBlock.of("shown");
            type.addMethod(method.declare(Form.RECORD)
                    .returns(method.future())
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC)
                    .addStatement(
                            "return waits.$L($T.$L, carriedOut, $N, options, limit -> within(limit).$L, shown -> $L)",
                            waiter.gone() ? "untilGone" : "until",
                            WaitersEmitter.implementation(version),
                            waiter.constant(),
                            waiter.id().name(),
                            method.poll(),
                            waiter.items() == null ? shown : method.find(shown))
                    .build());
        }
        return type.build();
    }
}

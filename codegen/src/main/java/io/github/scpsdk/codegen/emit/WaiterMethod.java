package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.model.WaiterModel;
import io.github.scpsdk.codegen.model.WaiterModel.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The method of a waiter, as the interfaces declare it and their implementations carry it out. */
record WaiterMethod(ServiceModel service, VersionModel version, WaiterModel waiter) {

    static final ClassName OPTIONS = Java.core("WaitOptions");

    /** How the options can be given, the main form left out. */
    static final List<Form> SHORTER_FORMS = List.of(Form.CONSUMER, Form.LEFT_OUT);

    /** What a poll shows. */
    ClassName shown() {
        return Java.record(service, waiter.shown());
    }

    TypeName result() {
        return waiter.gone() ? TypeName.VOID : shown();
    }

    /** What the asynchronous waiters return. */
    TypeName future() {
        TypeName result = waiter.gone() ? Java.nullable(ClassName.get(Void.class)) : shown();
        return ParameterizedTypeName.get(ClassName.get(CompletableFuture.class), result);
    }

    /** The short forms, each of which hands its arguments to the main form. */
    List<MethodSpec> shorterForms(TypeName returned, Function<Form, CodeBlock> statement) {
        return SHORTER_FORMS.stream()
                .map(options -> Java.like(declare(options).returns(returned), link(""), how(options))
                        .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                        .addStatement(statement.apply(options))
                        .build())
                .toList();
    }

    MethodSpec.Builder declare(Form options) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(waiter.name());
        waiter.arguments().forEach(argument -> method.addParameter(String.class, argument.name()));
        addOptions(method, options);
        return method;
    }

    /** What a short form says of itself, after its likeness to the main form. */
    private static String how(Form options) {
        return options == Form.CONSUMER ? ", with a builder to fill in" : ", with the limit and interval named there";
    }

    /** What a short form hands to the main form. */
    CodeBlock call(Form options) {
        CodeBlock.Builder arguments = CodeBlock.builder();
        waiter.arguments().forEach(argument -> arguments.add("$N, ", argument.name()));
        return CodeBlock.of("$N($L$L)", waiter.name(), arguments.build(), options(options));
    }

    static void addOptions(MethodSpec.Builder method, Form form) {
        if (form == Form.RECORD) {
            method.addParameter(OPTIONS, "options");
        } else if (form == Form.CONSUMER) {
            method.addParameter(
                    ParameterizedTypeName.get(ClassName.get(Consumer.class), OPTIONS.nestedClass("Builder")),
                    "options");
        }
    }

    static CodeBlock options(Form form) {
        return switch (form) {
            case RECORD -> CodeBlock.of("options");
            case CONSUMER -> CodeBlock.of("$T.builder().with(options).build()", OPTIONS);
            case LEFT_OUT -> CodeBlock.of("$T.standard()", OPTIONS);
        };
    }

    /** The main form of a type as a Javadoc link. */
    String link(String type) {
        String types = waiter.arguments().stream().map(argument -> "String, ").collect(Collectors.joining());
        return "{@link " + type + "#" + waiter.name() + "(" + types + "WaitOptions)}";
    }

    /** The call of the client that polls. */
    CodeBlock poll() {
        OperationModel operation = waiter.poll();
        List<CodeBlock> arguments = new ArrayList<>();
        operation.path().forEach(argument -> arguments.add(CodeBlock.of("$N", argument.name())));
        if (operation.params() != null) {
            CodeBlock.Builder params =
                    CodeBlock.builder().add("$T.builder()", ParamsEmitter.record(version, operation.params()));
            for (Argument argument : waiter.arguments()) {
                if (argument.query() != null) {
                    params.add(".$N($N)", argument.query().name(), argument.name());
                }
            }
            arguments.add(params.add(".build()").build());
        }
        return CodeBlock.of("$N($L)", operation.name(), arguments.stream().collect(CodeBlock.joining(", ")));
    }

    /** What is waited for, in a response that lists it with others. */
    CodeBlock find(CodeBlock response) {
        return CodeBlock.of(
                "$T.find($L.$N(), $T::$N, $N)",
                Java.WAITS,
                response,
                Objects.requireNonNull(waiter.items()).name(),
                shown(),
                Objects.requireNonNull(waiter.match()).name(),
                waiter.id().name());
    }
}

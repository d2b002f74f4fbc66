package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The method of an operation, as the interface declares it and the client carries it out. */
record Method(ServiceModel service, VersionModel version, OperationModel operation) {

    /** How params or a body are given. */
    enum Form {
        RECORD,
        CONSUMER,
        LEFT_OUT
    }

    /** How both are given. */
    record Forms(Form params, Form body) {

        int builders() {
            return (params == Form.CONSUMER ? 1 : 0) + (body == Form.CONSUMER ? 1 : 0);
        }

        /** What a short form says of itself, after its likeness to the main form. */
        String how() {
            return (params == Form.LEFT_OUT ? ", without query parameters" : "")
                    + switch (builders()) {
                        case 0 -> "";
                        case 1 -> ", with a builder to fill in";
                        default -> ", with builders to fill in";
                    };
        }
    }

    TypeName result() {
        String result = operation.result();
        return result == null ? TypeName.VOID : Java.record(service, result);
    }

    /** What the asynchronous client returns. */
    TypeName future() {
        TypeName result = operation.result() == null ? Java.nullable(ClassName.get(Void.class)) : result();
        return ParameterizedTypeName.get(ClassName.get(CompletableFuture.class), result);
    }

    @Nullable
    ClassName params() {
        return operation.params() == null ? null : ParamsEmitter.record(version, operation.params());
    }

    @Nullable
    ClassName body() {
        return operation.body() == null ? null : Java.record(service, operation.body());
    }

    /** The main form: everything is a record. */
    MethodSpec.Builder declare() {
        return declare(Form.RECORD, Form.RECORD);
    }

    MethodSpec.Builder declare(Form paramsForm, Form bodyForm) {
        return declare(operation.name(), paramsForm, bodyForm).returns(result());
    }

    /** A method of another name that takes what the operation takes. */
    MethodSpec.Builder declare(String name, Form paramsForm, Form bodyForm) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name);
        for (PathArgument argument : operation.path()) {
            method.addParameter(String.class, argument.name());
        }
        addParameter(method, params(), paramsForm, "params");
        addParameter(method, body(), bodyForm, "request");
        return method;
    }

    private static void addParameter(MethodSpec.Builder method, @Nullable ClassName record, Form form, String name) {
        if (record != null && form != Form.LEFT_OUT) {
            TypeName type = form == Form.RECORD ? record : Java.consumer(record);
            method.addParameter(ParameterSpec.builder(type, name).build());
        }
    }

    /** What the shorter forms hand to the main form. */
    CodeBlock arguments(Form paramsForm, Form bodyForm) {
        List<CodeBlock> arguments = new ArrayList<>();
        operation.path().forEach(argument -> arguments.add(CodeBlock.of("$N", argument.name())));
        addArgument(arguments, params(), paramsForm, "params");
        addArgument(arguments, body(), bodyForm, "request");
        return arguments.stream().collect(CodeBlock.joining(", "));
    }

    /** The forms in which params and body can be given, the main form left out. */
    List<Forms> shorterForms() {
        boolean optional = operation.params() != null && operation.params().optional();
        List<Forms> forms = new ArrayList<>();
        for (Form params : forms(params() != null, optional)) {
            for (Form body : forms(body() != null, false)) {
                if (params != Form.RECORD || body != Form.RECORD) {
                    forms.add(new Forms(params, body));
                }
            }
        }
        return forms;
    }

    private static List<Form> forms(boolean present, boolean optional) {
        if (!present) {
            return List.of(Form.RECORD);
        }
        return optional ? List.of(Form.RECORD, Form.CONSUMER, Form.LEFT_OUT) : List.of(Form.RECORD, Form.CONSUMER);
    }

    private static void addArgument(List<CodeBlock> arguments, @Nullable ClassName record, Form form, String name) {
        if (record != null) {
            arguments.add(
                    switch (form) {
                        case RECORD -> CodeBlock.of("$N", name);
                        case CONSUMER -> CodeBlock.of("$T.builder().with($N).build()", record, name);
                        case LEFT_OUT -> CodeBlock.of("$T.builder().build()", record);
                    });
        }
    }

    /** The main form as a Javadoc link within its own type. */
    String link() {
        return link("");
    }

    /** The main form of a type as a Javadoc link. */
    String link(String type) {
        return "{@link " + type + "#" + operation.name() + signature() + "}";
    }

    /** The types of the main form, as links name them. */
    String signature() {
        return types().stream().collect(Collectors.joining(", ", "(", ")"));
    }

    List<String> types() {
        List<String> types = new ArrayList<>();
        operation.path().forEach(argument -> types.add("String"));
        if (operation.params() != null) {
            types.add(operation.params().name());
        }
        if (operation.body() != null) {
            types.add(operation.body());
        }
        return types;
    }
}

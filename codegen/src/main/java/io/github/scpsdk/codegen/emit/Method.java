package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.ArrayList;
import java.util.List;
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

    TypeName result() {
        String result = operation.result();
        return result == null ? TypeName.VOID : Java.record(service, result);
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

    /** The main form as a Javadoc link. */
    String link() {
        return "{@link #" + operation.name() + signature() + "}";
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

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The method of an operation, as the interfaces declare it and the clients carry it out. */
record Method(ServiceModel service, VersionModel version, OperationModel operation) {

    /** The form of params or a body. */
    enum Form {
        RECORD,
        CONSUMER,
        LEFT_OUT
    }

    /** The forms of both. */
    record Forms(Form params, Form body) {

        /** The main form. */
        static final Forms RECORDS = new Forms(Form.RECORD, Form.RECORD);

        /** The form in which whatever there is comes from a builder. */
        static final Forms CONSUMERS = new Forms(Form.CONSUMER, Form.CONSUMER);
    }

    String name() {
        return operation.name();
    }

    /** The record that the method returns; nothing for {@code void}. */
    @Nullable
    ClassName result() {
        String result = operation.result();
        return result == null ? null : JavaTypes.model(service, result);
    }

    /** The result of the blocking method. */
    TypeName returned() {
        ClassName result = result();
        return result == null ? TypeName.VOID : result;
    }

    /** The result of the asynchronous method. */
    TypeName future() {
        return JavaTypes.future(result());
    }

    private @Nullable ClassName params() {
        return operation.params() == null ? null : ParamsEmitter.record(version, operation.params());
    }

    private @Nullable ClassName body() {
        return operation.body() == null ? null : JavaTypes.model(service, operation.body());
    }

    /** The declared parameters of a form. */
    CodeBlock parameters(Forms forms) {
        List<CodeBlock> parameters = new ArrayList<>();
        operation.path().forEach(argument -> parameters.add(CodeBlock.of("String $N", argument.name())));
        parameter(parameters, params(), forms.params(), "params");
        parameter(parameters, body(), forms.body(), "request");
        return parameters.stream().collect(CodeBlock.joining(", "));
    }

    private static void parameter(List<CodeBlock> into, @Nullable ClassName record, Form form, String name) {
        if (record != null && form != Form.LEFT_OUT) {
            into.add(
                    form == Form.RECORD
                            ? CodeBlock.of("$T $L", record, name)
                            : CodeBlock.of("$T<$T> $L", Consumer.class, record.nestedClass("Builder"), name));
        }
    }

    /** The arguments that a form hands to the main form. */
    CodeBlock arguments(Forms forms) {
        List<CodeBlock> arguments = new ArrayList<>();
        operation.path().forEach(argument -> arguments.add(CodeBlock.of("$N", argument.name())));
        argument(arguments, params(), forms.params(), "params");
        argument(arguments, body(), forms.body(), "request");
        return arguments.stream().collect(CodeBlock.joining(", "));
    }

    private static void argument(List<CodeBlock> into, @Nullable ClassName record, Form form, String name) {
        if (record != null) {
            into.add(
                    switch (form) {
                        case RECORD -> CodeBlock.of("$L", name);
                        case CONSUMER -> CodeBlock.of("$T.builder().with($L).build()", record, name);
                        case LEFT_OUT -> CodeBlock.of("$T.builder().build()", record);
                    });
        }
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

    /** Returns whether a form calls code of the application before the operation is called. */
    boolean buildsIn(Forms forms) {
        return builders(forms) > 0;
    }

    private int builders(Forms forms) {
        return (params() != null && forms.params() == Form.CONSUMER ? 1 : 0)
                + (body() != null && forms.body() == Form.CONSUMER ? 1 : 0);
    }

    /** The difference of a short form to the main form, for its Javadoc. */
    String how(Forms forms) {
        String leftOut = params() != null && forms.params() == Form.LEFT_OUT ? ", without query parameters" : "";
        return leftOut
                + switch (builders(forms)) {
                    case 0 -> "";
                    case 1 -> ", with a builder to fill in";
                    default -> ", with builders to fill in";
                };
    }

    /** The main form as a Javadoc link, within its own type or to another. */
    String link(String type) {
        return "{@link " + type + "#" + name() + signature("") + "}";
    }

    /** The types of the main form, and perhaps one more, as links name them. */
    String signature(String more) {
        List<String> types = new ArrayList<>();
        operation.path().forEach(argument -> types.add("String"));
        if (operation.params() != null) {
            types.add(operation.params().name());
        }
        if (operation.body() != null) {
            types.add(operation.body());
        }
        if (!more.isEmpty()) {
            types.add(more);
        }
        return types.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    /** The names of its arguments, which no variable beside them may have. */
    boolean hasArgument(String name) {
        return operation.path().stream().anyMatch(argument -> argument.name().equals(name));
    }
}

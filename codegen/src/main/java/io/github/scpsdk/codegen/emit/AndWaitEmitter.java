package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.model.AndWaitModel;
import io.github.scpsdk.codegen.model.AndWaitModel.Given;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import io.github.scpsdk.codegen.model.WaiterModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Prints the methods of a client that carry out an operation and wait for what it brings about. */
final class AndWaitEmitter {

    private static final ClassName OPTIONS = Java.core("WaitOptions");

    private final Method method;
    private final AndWaitModel andWait;
    private final String name;
    private final String main;

    private AndWaitEmitter(Method method, AndWaitModel andWait) {
        this.method = method;
        this.andWait = andWait;
        this.name = method.operation().name() + "AndWait";
        List<String> types = new ArrayList<>(method.types());
        types.add("WaitOptions");
        this.main = "{@link #" + name + types.stream().collect(Collectors.joining(", ", "(", ")")) + "}";
    }

    /** None where nothing is waited for behind the operation. */
    static List<MethodSpec> methods(Method method) {
        return method.version().andWaits().stream()
                .filter(andWait ->
                        andWait.operation().name().equals(method.operation().name()))
                .flatMap(andWait -> new AndWaitEmitter(method, andWait).methods().stream())
                .toList();
    }

    private List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(declare(Form.RECORD, Form.RECORD)
                .addParameter(OPTIONS, "options")
                .addJavadoc(documentation())
                .addCode(body())
                .build());
        for (Form params : forms(method.params() != null)) {
            for (Form body : forms(method.body() != null)) {
                methods.add(shorter(params, body, Form.CONSUMER));
                methods.add(shorter(params, body, Form.LEFT_OUT));
            }
        }
        return methods;
    }

    /** Never left out: the builders of params and options could not be told apart. */
    private static List<Form> forms(boolean present) {
        return present ? List.of(Form.RECORD, Form.CONSUMER) : List.of(Form.RECORD);
    }

    private MethodSpec.Builder declare(Form params, Form body) {
        return method.declare(name, params, body)
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .returns(result());
    }

    private TypeName result() {
        WaiterModel waiter = andWait.waiter();
        return waiter.gone() ? TypeName.VOID : Java.record(method.service(), waiter.shown());
    }

    private MethodSpec shorter(Form params, Form body, Form options) {
        MethodSpec.Builder shorter = declare(params, body);
        CodeBlock.Builder arguments = CodeBlock.builder().add(method.arguments(params, body));
        if (!arguments.isEmpty()) {
            arguments.add(", ");
        }
        if (options == Form.CONSUMER) {
            shorter.addParameter(
                    ParameterizedTypeName.get(ClassName.get(Consumer.class), OPTIONS.nestedClass("Builder")),
                    "options");
            arguments.add("$T.builder().with(options).build()", OPTIONS);
        } else {
            arguments.add("$T.standard()", OPTIONS);
        }
        int builders = (params == Form.CONSUMER ? 1 : 0)
                + (body == Form.CONSUMER ? 1 : 0)
                + (options == Form.CONSUMER ? 1 : 0);
        String how = (options == Form.LEFT_OUT ? ", with the limit and interval of the waiter" : "")
                + (builders == 0 ? "" : builders == 1 ? ", with a builder to fill in" : ", with builders to fill in");
        return Java.like(shorter, main, how)
                .addStatement("$L$N($L)", andWait.waiter().gone() ? "" : "return ", name, arguments.build())
                .build();
    }

    private CodeBlock body() {
        OperationModel operation = method.operation();
        CodeBlock.Builder code =
                CodeBlock.builder().addStatement("$T.requireNonNull(options, $S)", Objects.class, "options");
        CodeBlock call = CodeBlock.of("$N($L)", operation.name(), method.arguments(Form.RECORD, Form.RECORD));
        String answer =
                operation.path().stream().map(PathArgument::name).anyMatch("answer"::equals) ? "answer_" : "answer";
        if (andWait.needsAnswer()) {
            code.addStatement("$T $L = $L", method.result(), answer, call);
        } else {
            code.addStatement(call);
        }
        CodeBlock.Builder arguments = CodeBlock.builder();
        andWait.arguments().forEach(given -> arguments.add("$L, ", given(given, answer)));
        return code.addStatement(
                        "$Lnew $T(this, $S).$N($Loptions)",
                        andWait.waiter().gone() ? "" : "return ",
                        WaitersEmitter.implementation(method.version()),
                        operation.name(),
                        andWait.waiter().name(),
                        arguments.build())
                .build();
    }

    private CodeBlock given(Given given, String answer) {
        if (given.path() != null) {
            return CodeBlock.of("$N", given.path());
        }
        if (given.query() != null) {
            return CodeBlock.of("params.$N()", given.query().name());
        }
        return CodeBlock.of(
                "$T.given($S, $T.$L, $S, $L)",
                Java.WAITS,
                method.operation().name(),
                WaitersEmitter.implementation(method.version()),
                andWait.waiter().constant(),
                given.answer().stream().map(Field::wireName).collect(Collectors.joining(".")),
                Java.through(answer, given.answer()));
    }

    private CodeBlock documentation() {
        WaiterModel waiter = andWait.waiter();
        String waits = "{@link " + method.version().waitersName() + "#" + waiter.name()
                + waiter.arguments().stream()
                        .map(argument -> "String")
                        .collect(Collectors.joining(", ", "(", ", WaitOptions)"))
                + "}";
        CodeBlock.Builder text = CodeBlock.builder()
                .add("$L\n\n", Prose.paragraph("Calls " + method.link() + ", then waits with " + waits + "."));
        method.operation()
                .path()
                .forEach(argument -> text.add(
                        "$L\n",
                        Prose.tag("@param " + argument.name(), Prose.facts(argument.facts(), argument.wireName()))));
        if (method.operation().params() != null) {
            text.add("@param params the query parameters\n");
        }
        if (method.operation().body() != null) {
            text.add("@param request the body\n");
        }
        text.add("@param options how long and how often to look, and who is told\n");
        if (!waiter.gone()) {
            text.add("@return what the last look showed\n");
        }
        return text.add("""
                @throws $T if the operation was carried out and the wait did not end well: the
                    exception says how far it came; other exceptions are those of the operation
                """, Java.core("ScpWaitException")).build();
    }
}

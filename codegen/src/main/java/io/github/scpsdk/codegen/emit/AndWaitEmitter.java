package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.model.AndWaitModel;
import io.github.scpsdk.codegen.model.AndWaitModel.Given;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Prints the methods of a client that carry out an operation and wait for what it brings about. */
final class AndWaitEmitter {

    private final Method method;
    private final AndWaitModel andWait;
    private final WaiterMethod waiter;
    private final String name;
    private final String response;

    private AndWaitEmitter(Method method, AndWaitModel andWait) {
        this.method = method;
        this.andWait = andWait;
        this.waiter = new WaiterMethod(method.service(), method.version(), andWait.waiter());
        this.name = method.operation().name() + "AndWait";
        this.response =
                method.operation().path().stream().map(PathArgument::name).anyMatch("response"::equals)
                        ? "answer_"
                        : "response";
    }

    /** None where nothing is waited for behind the operation. */
    static List<MethodSpec> methods(Method method) {
        return of(method).flatMap(emitter -> emitter.methods().stream()).toList();
    }

    /** The same for the asynchronous client, which points to the blocking one. */
    static List<MethodSpec> asyncMethods(Method method) {
        return of(method).flatMap(emitter -> emitter.asyncMethods().stream()).toList();
    }

    private static Stream<AndWaitEmitter> of(Method method) {
        return method.version().andWaits().stream()
                .filter(andWait ->
                        andWait.operation().name().equals(method.operation().name()))
                .map(andWait -> new AndWaitEmitter(method, andWait));
    }

    private List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(declare(Form.RECORD, Form.RECORD, Form.RECORD)
                .returns(waiter.result())
                .addJavadoc(documentation())
                .addCode(body())
                .build());
        for (Forms forms : shorterForms()) {
            methods.add(shorter(forms, waiter.result())
                    .addStatement("$L$L", andWait.waiter().gone() ? "" : "return ", call(forms))
                    .build());
        }
        return methods;
    }

    private List<MethodSpec> asyncMethods() {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(Java.like(
                        declare(Form.RECORD, Form.RECORD, Form.RECORD).returns(waiter.future()),
                        link(method.version().client()),
                        ", without blocking a thread",
                        andWait.waiter().gone()
                                ? "completes with null when that would return"
                                : "completes with what that returns")
                .addStatement(asyncBody())
                .build());
        for (Forms forms : shorterForms()) {
            methods.add(shorter(forms, waiter.future())
                    .addStatement(
                            "return $L",
                            forms.builders() == 0
                                    ? call(forms)
                                    : CodeBlock.of("$T.of(() -> $L)", Java.FUTURES, call(forms)))
                    .build());
        }
        return methods;
    }

    /** How params, body and options are given. */
    private record Forms(Form params, Form body, Form options) {

        int builders() {
            return (int) Stream.of(params, body, options)
                    .filter(Form.CONSUMER::equals)
                    .count();
        }

        String how() {
            return (options == Form.LEFT_OUT ? ", with the limit and interval of the waiter" : "")
                    + switch (builders()) {
                        case 0 -> "";
                        case 1 -> ", with a builder to fill in";
                        default -> ", with builders to fill in";
                    };
        }
    }

    private List<Forms> shorterForms() {
        List<Forms> all = new ArrayList<>();
        for (Form params : forms(method.params() != null)) {
            for (Form body : forms(method.body() != null)) {
                WaiterMethod.SHORTER_FORMS.forEach(options -> all.add(new Forms(params, body, options)));
            }
        }
        return all;
    }

    /** Never left out: the builders of params and options could not be told apart. */
    private static List<Form> forms(boolean present) {
        return present ? List.of(Form.RECORD, Form.CONSUMER) : List.of(Form.RECORD);
    }

    private MethodSpec.Builder declare(Form params, Form body, Form options) {
        MethodSpec.Builder declared =
                method.declare(name, params, body).addModifiers(Modifier.PUBLIC, Modifier.DEFAULT);
        WaiterMethod.addOptions(declared, options);
        return declared;
    }

    private MethodSpec.Builder shorter(Forms forms, TypeName result) {
        return Java.like(declare(forms.params(), forms.body(), forms.options()).returns(result), link(""), forms.how());
    }

    private CodeBlock call(Forms forms) {
        CodeBlock.Builder arguments = CodeBlock.builder().add(method.arguments(forms.params(), forms.body()));
        if (!arguments.isEmpty()) {
            arguments.add(", ");
        }
        return CodeBlock.of("$N($L$L)", name, arguments.build(), WaiterMethod.options(forms.options()));
    }

    private String link(String type) {
        List<String> types = new ArrayList<>(method.types());
        types.add("WaitOptions");
        return "{@link " + type + "#" + name + types.stream().collect(Collectors.joining(", ", "(", ")")) + "}";
    }

    private CodeBlock body() {
        CodeBlock.Builder code =
                CodeBlock.builder().addStatement("$T.requireNonNull(options, $S)", Objects.class, "options");
        if (andWait.needsResponse()) {
            code.addStatement("$T $L = $L", method.result(), response, operation());
        } else {
            code.addStatement(operation());
        }
        return code.addStatement(
                        "$L$L",
                        andWait.waiter().gone() ? "" : "return ",
                        wait(WaitersEmitter.implementation(method.version())))
                .build();
    }

    private CodeBlock asyncBody() {
        return CodeBlock.of(
                "return $T.after(options, () -> $L, $L -> $L)",
                Java.ASYNC_WAITS,
                operation(),
                response,
                wait(AsyncWaitersEmitter.implementation(method.version())));
    }

    private CodeBlock operation() {
        return CodeBlock.of("$N($L)", method.operation().name(), method.arguments(Form.RECORD, Form.RECORD));
    }

    private CodeBlock wait(ClassName waiters) {
        CodeBlock.Builder arguments = CodeBlock.builder();
        andWait.arguments().forEach(given -> arguments.add("$L, ", given(given)));
        return CodeBlock.of(
                "new $T(this, $S).$N($Loptions)",
                waiters,
                method.operation().name(),
                andWait.waiter().name(),
                arguments.build());
    }

    private CodeBlock given(Given given) {
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
                given.response().stream().map(Field::wireName).collect(Collectors.joining(".")),
                Java.through(response, given.response()));
    }

    private CodeBlock documentation() {
        CodeBlock.Builder text = CodeBlock.builder()
                .add(
                        "$L\n\n",
                        JavadocText.paragraph("Calls " + method.link() + ", then waits with "
                                + waiter.link(method.version().waitersName()) + "."));
        method.operation()
                .path()
                .forEach(argument -> text.add(
                        "$L\n",
                        JavadocText.tag(
                                "@param " + argument.name(),
                                JavadocText.facts(argument.facts(), argument.wireName()))));
        if (method.operation().params() != null) {
            text.add("@param params the query parameters\n");
        }
        if (method.operation().body() != null) {
            text.add("@param request the body\n");
        }
        text.add("@param options how long and how often to poll, and who is told\n");
        if (!andWait.waiter().gone()) {
            text.add("@return the result of the last poll\n");
        }
        return text.add("""
                @throws $T if the operation was carried out but the wait failed; the exception says
                    how far it got. Other exceptions are those of the operation
                """, Java.core("ScpWaitException")).build();
    }
}

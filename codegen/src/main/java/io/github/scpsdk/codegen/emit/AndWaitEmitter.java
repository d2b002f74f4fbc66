// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.github.scpsdk.codegen.emit.Method.Forms;
import io.github.scpsdk.codegen.model.AndWaitModel;
import io.github.scpsdk.codegen.model.AndWaitModel.Expected;
import io.github.scpsdk.codegen.model.AndWaitModel.Given;
import io.github.scpsdk.codegen.model.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prints the methods of a client that carry out an operation and wait for what it brings about. There are two forms: one with records and
 * options, and a short one with builders and the waiter's own limit and interval.
 */
final class AndWaitEmitter {

    private static final String BLOCKING = """

            $javadoc:L
            default $result:T $name:L($parameters:L) {
                $objects:T.requireNonNull(options, "options");
                $call:L;
                $returns:L$waits:T.of(this, $after:L).$waiter:L($arguments:L);
            }
            """;

    private static final String BLOCKING_RUN = """

            $javadoc:L
            default $result:T $name:L($parameters:L) {
                $returns:L$waits:T.of(this, $after:L).$waiter:L($arguments:L);
            }
            """;

    private static final String ASYNCHRONOUS_RUN = """

            $javadoc:L
            default $result:T $name:L($parameters:L) {
                return $waits:T.of(this, $after:L).$waiter:L($arguments:L);
            }
            """;

    private static final String ASYNCHRONOUS = """

            $javadoc:L
            default $result:T $name:L($parameters:L) {
                return $asyncWaiters:T.after(
                        options,
                        () -> $call:L,
                        $response:L -> $waits:T.of(this, $after:L).$waiter:L($arguments:L));
            }
            """;

    private static final String SHORTER = """

            $javadoc:L
            default $result:T $name:L($parameters:L) {
                $returns:L$call:L;
            }
            """;

    private final Method method;
    private final AndWaitModel andWait;
    private final WaiterMethod waiter;
    private final String name;
    private final String response;

    private AndWaitEmitter(Method method, AndWaitModel andWait) {
        this.method = method;
        this.andWait = andWait;
        this.waiter = new WaiterMethod(method.service(), method.version(), andWait.waiter());
        this.name = method.name() + "AndWait";
        this.response = Names.free("response", method::hasArgument);
    }

    /** None where nothing is waited for behind the operation. */
    static CodeBlock methods(Method method) {
        return of(method).map(AndWaitEmitter::methods).orElse(CodeBlock.of(""));
    }

    /** The same for the asynchronous client, which points to the blocking one. */
    static CodeBlock asyncMethods(Method method) {
        return of(method).map(AndWaitEmitter::asyncMethods).orElse(CodeBlock.of(""));
    }

    private static Optional<AndWaitEmitter> of(Method method) {
        return method.version().andWaits().stream()
                .filter(andWait -> andWait.operation().name().equals(method.name()))
                .map(andWait -> new AndWaitEmitter(method, andWait))
                .findFirst();
    }

    private CodeBlock methods() {
        CodeBlock operation = call();
        return CodeBlock.builder()
                .add(main(isRun() ? BLOCKING_RUN : BLOCKING, javadoc(), waiter.returned())
                        .with(
                                "after",
                                after(
                                        isRun()
                                                ? CodeBlock.of("starting($S, () -> $L)", method.name(), operation)
                                                : null))
                        .with(
                                "call",
                                andWait.needsResponse()
                                        ? CodeBlock.of("$T $L = $L", method.returned(), response, operation)
                                        : operation)
                        .with("returns", waiter.returns())
                        .code())
                .add(shorter(waiter.returned())
                        .with("returns", waiter.returns())
                        .with("call", shortCall())
                        .code())
                .build();
    }

    private CodeBlock asyncMethods() {
        return CodeBlock.builder()
                .add(main(
                                isRun() ? ASYNCHRONOUS_RUN : ASYNCHRONOUS,
                                Javadoc.like(link(method.version().client()), ", without holding a thread"),
                                waiter.future())
                        .with(
                                "after",
                                after(
                                        isRun()
                                                ? CodeBlock.of(
                                                        "startingAsync($S, () -> $N($L))",
                                                        method.name(),
                                                        method.name(),
                                                        method.arguments(Forms.RECORDS))
                                                : null))
                        .with("call", call())
                        .with("response", response)
                        .code())
                .add(shorter(waiter.future())
                        .with("returns", "return ")
                        .with(
                                "call",
                                method.buildsIn(Forms.CONSUMERS)
                                        ? CodeBlock.of("$T.of(() -> $L)", CoreTypes.of("Futures"), shortCall())
                                        : shortCall())
                        .code())
                .build();
    }

    /** The call of the operation; a delete is repeated while it is refused. */
    private CodeBlock call() {
        CodeBlock call = CodeBlock.of("$N($L)", method.name(), method.arguments(Forms.RECORDS));
        return andWait.settles()
                ? CodeBlock.of("$T.settling(this, options).$L", WaitsEmitter.type(method.version()), call)
                : call;
    }

    private boolean isRun() {
        return andWait.waiter().latest() != null;
    }

    /** The operation as the wait knows it: one that it starts, or one that was carried out. */
    private CodeBlock after(@Nullable CodeBlock start) {
        CodeBlock.Builder after = CodeBlock.builder().add("$T.", CoreTypes.of("After"));
        after.add(start == null ? CodeBlock.of("carriedOut($S)", method.name()) : start);
        if (!andWait.expected().isEmpty()) {
            String looked = andWait.expected().get(0).shown().steps().get(0).owner();
            after.add(
                    ".expecting($T.class, shown -> $L)",
                    JavaTypes.model(method.service(), looked),
                    andWait.expected().stream().map(this::expected).collect(CodeBlock.joining(" && ")));
        }
        return after.build();
    }

    private CodeBlock expected(Expected expected) {
        return CodeBlock.of(
                "$L.$L($L)",
                JavaTypes.values(method.service(), "shown", expected.shown()),
                expected.all() ? "containsAll" : "containsNone",
                JavaTypes.values(method.service(), "request", expected.body()));
    }

    private Template main(String text, CodeBlock javadoc, TypeName result) {
        return Template.of(text)
                .with("javadoc", javadoc)
                .with("result", result)
                .with("name", name)
                .with(
                        "parameters",
                        withOptions(method.parameters(Forms.RECORDS), CodeBlock.of("$T options", WaiterMethod.OPTIONS)))
                .with("operation", method.name())
                .with("waits", WaitsEmitter.type(method.version()))
                .with("waiter", andWait.waiter().name())
                .with("arguments", arguments());
    }

    private Template shorter(TypeName result) {
        String how = method.how(Forms.CONSUMERS);
        String limits = "the limit and interval of the waiter";
        return Template.of(SHORTER)
                .with("javadoc", Javadoc.like(link(""), how.isEmpty() ? ", with " + limits : how + " and " + limits))
                .with("result", result)
                .with("name", name)
                .with("parameters", method.parameters(Forms.CONSUMERS));
    }

    private CodeBlock shortCall() {
        CodeBlock standard = CodeBlock.of("$T.standard()", WaiterMethod.OPTIONS);
        return CodeBlock.of("$N($L)", name, withOptions(method.arguments(Forms.CONSUMERS), standard));
    }

    private static CodeBlock withOptions(CodeBlock arguments, CodeBlock options) {
        return arguments.isEmpty() ? options : CodeBlock.of("$L, $L", arguments, options);
    }

    private String link(String type) {
        return "{@link " + type + "#" + name + method.signature("WaitOptions") + "}";
    }

    /** The arguments of the waiter. */
    private CodeBlock arguments() {
        List<CodeBlock> arguments = new ArrayList<>();
        andWait.arguments().forEach(given -> arguments.add(argument(given)));
        arguments.add(CodeBlock.of("options"));
        return arguments.stream().collect(CodeBlock.joining(", "));
    }

    private CodeBlock argument(Given given) {
        if (given.path() != null) {
            return CodeBlock.of("$N", given.path());
        }
        if (given.query() != null) {
            return CodeBlock.of("params.$N()", given.query().name());
        }
        ClassName waits = WaitsEmitter.type(method.version());
        return CodeBlock.of("$T.$L.in($L)", waits, given.constant(), response);
    }

    private CodeBlock javadoc() {
        Javadoc text = Javadoc.of("Calls " + method.link("") + ", then waits with "
                        + waiter.link(method.version().waitersName()) + ".")
                .paragraph(
                        andWait.settles()
                                ? "While the platform refuses it with 409 or 5xx, the call is repeated for the time that"
                                        + " {@link WaitOptions#retryConflicts()} says."
                                : "")
                .params(method.operation(), "the query parameters")
                .param("options", WaiterMethod.OPTIONS_TEXT);
        if (!andWait.waiter().gone()) {
            text.returns("the result of the last poll");
        }
        return text.throwing(
                        "ScpWaitException",
                        "if the operation was carried out but the wait failed; the exception says how far it got. Other"
                                + " exceptions are those of the operation")
                .comment();
    }
}

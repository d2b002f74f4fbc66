// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type.Scalar;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.model.WaiterModel;
import io.github.scpsdk.codegen.model.WaiterModel.Argument;
import io.github.scpsdk.codegen.model.WaiterModel.Detail;
import io.github.scpsdk.codegen.model.WaiterModel.Fixed;
import io.github.scpsdk.codegen.model.WaiterModel.Latest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The method of a waiter, as the interfaces declare it and their implementations carry it out. */
record WaiterMethod(ServiceModel service, VersionModel version, WaiterModel waiter) {

    static final ClassName OPTIONS = CoreTypes.of("WaitOptions");
    static final String OPTIONS_TEXT = "how long and how often to poll, and who is told";

    /** The forms of the options, without the main form. */
    static final List<Form> SHORTER_FORMS = List.of(Form.CONSUMER, Form.LEFT_OUT);

    /** The record that a poll shows. */
    ClassName shown() {
        return JavaTypes.model(service, waiter.shown());
    }

    /** The result of the blocking method. */
    TypeName returned() {
        return waiter.gone() ? TypeName.VOID : shown();
    }

    /** The result of the asynchronous method. */
    TypeName future() {
        return JavaTypes.future(waiter.gone() ? null : shown());
    }

    /** The beginning of the statement that ends a blocking method. */
    String returns() {
        return waiter.gone() ? "" : "return ";
    }

    CodeBlock parameters(Form options) {
        List<CodeBlock> parameters = new ArrayList<>();
        waiter.arguments().forEach(argument -> parameters.add(CodeBlock.of("String $N", argument.name())));
        if (options == Form.RECORD) {
            parameters.add(CodeBlock.of("$T options", OPTIONS));
        } else if (options == Form.CONSUMER) {
            parameters.add(CodeBlock.of("$T<$T.Builder> options", Consumer.class, OPTIONS));
        }
        return parameters.stream().collect(CodeBlock.joining(", "));
    }

    /** The difference of a short form to the main form, for its Javadoc. */
    static String how(Form options) {
        return options == Form.CONSUMER ? ", with a builder to fill in" : ", with the limit and interval named there";
    }

    /** The arguments that a form hands to the main form. */
    CodeBlock arguments(Form options) {
        List<CodeBlock> arguments = new ArrayList<>();
        waiter.arguments().forEach(argument -> arguments.add(CodeBlock.of("$N", argument.name())));
        arguments.add(
                switch (options) {
                    case RECORD -> CodeBlock.of("options");
                    case CONSUMER -> CodeBlock.of("$T.of(options)", OPTIONS);
                    case LEFT_OUT -> CodeBlock.of("$T.standard()", OPTIONS);
                });
        return arguments.stream().collect(CodeBlock.joining(", "));
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
            if (waiter.latest() != null) {
                history(params, waiter.latest());
            }
            arguments.add(params.add(".build()").build());
        }
        return CodeBlock.of("$N($L)", operation.name(), arguments.stream().collect(CodeBlock.joining(", ")));
    }

    /** What a history is asked for beside the arguments of the waiter. */
    private static void history(CodeBlock.Builder params, Latest latest) {
        if (latest.from() != null && latest.to() != null) {
            params.add(
                    ".$N(period.from()).$N(period.to())",
                    latest.from().name(),
                    latest.to().name());
        }
        for (Fixed fixed : latest.with()) {
            params.add(
                    fixed.parameter().type() == Scalar.STRING ? ".$N($S)" : ".$N($L)",
                    fixed.parameter().name(),
                    fixed.value());
        }
    }

    /** The method of the core that waits. */
    String until() {
        return waiter.latest() != null ? "untilRunEnds" : waiter.gone() ? "untilGone" : "until";
    }

    /** The runs in a response. */
    CodeBlock entries(CodeBlock response) {
        Latest latest = Objects.requireNonNull(waiter.latest());
        CodeBlock entries = CodeBlock.of(
                "$L.$N()", response, Objects.requireNonNull(waiter.items()).name());
        for (Detail detail : latest.given()) {
            if (detail.field() != null && detail.field().nullable()) {
                entries = CodeBlock.of(
                        "$T.having($L, $T::$N)",
                        CoreTypes.of("Waiters"),
                        entries,
                        JavaTypes.model(service, latest.entry()),
                        detail.field().name());
            }
        }
        return entries;
    }

    /** The getter of when a run began. */
    CodeBlock began() {
        Latest latest = Objects.requireNonNull(waiter.latest());
        return CodeBlock.of(
                "$T::$N",
                JavaTypes.model(service, latest.entry()),
                latest.began().name());
    }

    /** What shows a run: the operation for that, or what is given where there is none. */
    CodeBlock details(CodeBlock entry) {
        Latest latest = Objects.requireNonNull(waiter.latest());
        OperationModel details = latest.details();
        if (details == null) {
            return CodeBlock.of("(limit, run) -> $L", entry);
        }
        List<CodeBlock> arguments = new ArrayList<>();
        CodeBlock.Builder params = CodeBlock.builder();
        for (Detail detail : latest.given()) {
            CodeBlock value = detail.argument() != null
                    ? CodeBlock.of("$N", detail.argument().name())
                    : CodeBlock.of(
                            "run.$N()", Objects.requireNonNull(detail.field()).name());
            if (detail.query() == null) {
                arguments.add(value);
            } else {
                params.add(".$N($L)", detail.query().name(), value);
            }
        }
        if (details.params() != null) {
            arguments.add(CodeBlock.of(
                    "$T.builder()$L.build()", ParamsEmitter.record(version, details.params()), params.build()));
        }
        return CodeBlock.of(
                "(limit, run) -> within(limit).$N($L)",
                details.name(),
                arguments.stream().collect(CodeBlock.joining(", ")));
    }

    /** The resource that is waited for, in a response that lists it with others. */
    CodeBlock find(CodeBlock response) {
        return CodeBlock.of(
                "$T.find($L.$N(), $T::$N, $N)",
                CoreTypes.of("Waiters"),
                response,
                Objects.requireNonNull(waiter.items()).name(),
                shown(),
                Objects.requireNonNull(waiter.match()).name(),
                waiter.id().name());
    }
}

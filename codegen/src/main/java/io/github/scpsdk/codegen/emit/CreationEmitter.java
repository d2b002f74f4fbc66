// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.github.scpsdk.codegen.emit.Method.Forms;
import io.github.scpsdk.codegen.model.CreationModel;
import io.github.scpsdk.codegen.model.CreationModel.Given;
import io.github.scpsdk.codegen.model.CreationModel.IfAbsent;
import io.github.scpsdk.codegen.model.CreationModel.Match;
import io.github.scpsdk.codegen.model.Names;
import io.github.scpsdk.codegen.model.Type.Scalar;
import io.github.scpsdk.codegen.model.WaiterModel.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints the methods of a client that find out what an operation created, in one form that is told how long to look and a short
 * one, and those that create only what does not exist.
 */
final class CreationEmitter {

    private static final String VERIFY = """

            $javadoc:L
            default $verified:T $verify:L($parameters:L) {
                return $creates:T.of(this).verify(
                        $creates:T.$constant:L, $request:L, doubt, patience, $list:L);
            }

            $shortDoc:L
            default $verified:T $verify:L($shortParameters:L) {
                return $verify:L($shortArguments:L);
            }
            """;

    private static final String ENSURE = """

            $javadoc:L
            default $ensured:T $ensure:L($body:T request) {
                return $creates:T.of(this).ifAbsent(
                        $creates:T.$constant:L, request, $list:L, () -> $create:L(request), $id:L);
            }

            $shortDoc:L
            default $ensured:T $ensure:L($consumer:T<$body:T.Builder> request) {
                return $shortCall:L;
            }
            """;

    private final Method method;
    private final CreationModel creation;
    private final String client;
    private final String each;

    private CreationEmitter(Method method, CreationModel creation) {
        this.method = method;
        this.creation = creation;
        this.client = Names.free("client", method::hasArgument);
        this.each = Names.free("each", method::hasArgument);
    }

    /** None where what the operation creates is in no list. */
    static CodeBlock methods(Method method) {
        return of(method).map(CreationEmitter::methods).orElse(CodeBlock.of(""));
    }

    /** The same for the asynchronous client, which points to the blocking one. */
    static CodeBlock asyncMethods(Method method) {
        return of(method).map(CreationEmitter::asyncMethods).orElse(CodeBlock.of(""));
    }

    private static Optional<CreationEmitter> of(Method method) {
        return method.version().creation(method.name()).map(creation -> new CreationEmitter(method, creation));
    }

    private CodeBlock methods() {
        CodeBlock list = CodeBlock.of("$L -> $L", client, list());
        CodeBlock verify = verify(verified(), javadoc(), list);
        return creation.ifAbsent() == null
                ? verify
                : CodeBlock.of(
                        "$L$L", verify, ensure(creation.ifAbsent(), CoreTypes.of("Ensured"), ensureDoc(), list, false));
    }

    private CodeBlock asyncMethods() {
        CodeBlock list = CodeBlock.of("($L, $L) -> $L", client, each, asyncList());
        String blocking = method.version().client();
        CodeBlock verify =
                verify(JavaTypes.future(verified()), Javadoc.like(link(blocking), ", without blocking"), list);
        CodeBlock javadoc = Javadoc.of("Like {@link " + blocking + "#" + creation.ensure() + method.signature("")
                        + "}, without blocking. Completing the future from outside before anything is created prevents that;"
                        + " later it does not end the create, because other calls may wait for what it makes.")
                .comment();
        return creation.ifAbsent() == null
                ? verify
                : CodeBlock.of(
                        "$L$L",
                        verify,
                        ensure(creation.ifAbsent(), JavaTypes.future(CoreTypes.of("Ensured")), javadoc, list, true));
    }

    private CodeBlock ensure(IfAbsent ifAbsent, TypeName ensured, CodeBlock javadoc, CodeBlock list, boolean async) {
        CodeBlock call = CodeBlock.of("$L($L)", creation.ensure(), method.arguments(Forms.CONSUMERS));
        return Template.of(ENSURE)
                .with("javadoc", javadoc)
                .with(
                        "shortDoc",
                        Javadoc.like(
                                "{@link #" + creation.ensure() + method.signature("") + "}",
                                method.how(Forms.CONSUMERS)))
                .with("ensured", ensured)
                .with("ensure", creation.ensure())
                .with("body", CreatesEmitter.body(method.service(), creation))
                .with("creates", CreatesEmitter.type(method.version()))
                .with("constant", creation.constant())
                .with("list", list)
                .with("create", method.name())
                .with("id", JavaTypes.getter(Objects.requireNonNull(method.result()), ifAbsent.id()))
                .with("shortCall", async ? CodeBlock.of("$T.of(() -> $L)", CoreTypes.of("Futures"), call) : call)
                .code();
    }

    private CodeBlock ensureDoc() {
        return Javadoc.of("Adopts what exists under the name, or calls " + method.link("")
                        + ". Looks at the list of {@code "
                        + creation.list().name() + "} and compares " + compared()
                        + "; what the list does not show is not compared.")
                .paragraph(
                        "If the outcome of the create is unknown, the list is looked at again for up to half a minute. Two"
                                + " calls for the same at a time, in this process and with the same keys, make one. Two processes may make"
                                + " two: the platform has no key for a request.")
                .param("request", "what is to exist")
                .returns("its id, and whether this call made it")
                .throwing(
                        "io.github.scpsdk.core.NotAdoptableException",
                        "if something has the name, but differs in what is compared, cannot be used, or is one of several;"
                                + " nothing was created")
                .throwing(
                        "OutcomeUnknownException",
                        "if the outcome of the create is unknown and nothing was found; call this method again later")
                .comment();
    }

    private CodeBlock verify(TypeName verified, CodeBlock javadoc, CodeBlock list) {
        CodeBlock patience = CodeBlock.of("$T patience", CoreTypes.of("Duration"));
        return Template.of(VERIFY)
                .with("javadoc", javadoc)
                .with("shortDoc", Javadoc.like(link(""), ", looking for half a minute while nothing is found"))
                .with("verified", verified)
                .with("verify", creation.verify())
                .with("parameters", CodeBlock.of("$L, $L", parameters(), patience))
                .with("shortParameters", parameters())
                .with(
                        "shortArguments",
                        CodeBlock.of(
                                "$L, $T.PATIENCE",
                                followed(method.arguments(Forms.RECORDS), CodeBlock.of("doubt")),
                                CoreTypes.of("Creations")))
                .with("creates", CreatesEmitter.type(method.version()))
                .with("constant", creation.constant())
                .with("request", creation.operation().body() == null ? "this" : "request")
                .with("list", list)
                .code();
    }

    private TypeName verified() {
        return ParameterizedTypeName.get(CoreTypes.of("Verification"), item());
    }

    private ClassName item() {
        return JavaTypes.model(method.service(), creation.item());
    }

    private CodeBlock parameters() {
        return followed(
                method.parameters(Forms.RECORDS), CodeBlock.of("$T doubt", CoreTypes.of("OutcomeUnknownException")));
    }

    private static CodeBlock followed(CodeBlock first, CodeBlock last) {
        return first.isEmpty() ? last : CodeBlock.of("$L, $L", first, last);
    }

    private String link(String type) {
        return "{@link " + type + "#" + creation.verify() + method.signature("OutcomeUnknownException, Duration") + "}";
    }

    /** The items of the list. */
    private CodeBlock list() {
        CodeBlock call = call();
        return creation.items() == null
                ? call
                : CodeBlock.of("$L.$N()", call, creation.items().name());
    }

    private CodeBlock asyncList() {
        CodeBlock call = call();
        return creation.items() == null
                ? CodeBlock.of("$L.forEach($L)", call, each)
                : CodeBlock.of(
                        "$T.each($L, response -> response.$N(), $L)",
                        CoreTypes.of("AsyncCreations"),
                        call,
                        creation.items().name(),
                        each);
    }

    private CodeBlock call() {
        List<CodeBlock> arguments = new ArrayList<>();
        creation.given().stream().filter(given -> given.query() == null).forEach(given -> arguments.add(value(given)));
        if (creation.list().params() != null) {
            CodeBlock.Builder params = CodeBlock.builder()
                    .add(
                            "$T.builder()",
                            ParamsEmitter.record(
                                    method.version(), creation.list().params()));
            for (Given given : creation.given()) {
                if (given.query() != null) {
                    params.add(".$N($L)", given.query().name(), value(given));
                }
            }
            for (Fixed fixed : creation.with()) {
                params.add(
                        fixed.parameter().type() == Scalar.STRING ? ".$N($S)" : ".$N($L)",
                        fixed.parameter().name(),
                        fixed.value());
            }
            arguments.add(params.add(".build()").build());
        }
        return CodeBlock.of(
                "$L.$L($L)",
                client,
                creation.list().name() + (creation.items() == null ? "Paginator" : ""),
                arguments.stream().collect(CodeBlock.joining(", ")));
    }

    private static CodeBlock value(Given given) {
        if (given.path() != null) {
            return CodeBlock.of("$N", given.path());
        }
        return given.params() != null
                ? CodeBlock.of("params.$N()", given.params().name())
                : CodeBlock.of(
                        "request.$N()", Objects.requireNonNull(given.body()).name());
    }

    private CodeBlock javadoc() {
        return Javadoc.of("Finds out what " + method.link("") + " made when its outcome is unknown: lists with {@code "
                        + creation.list().name() + "}"
                        + (compared().isEmpty() ? "" : ", compares " + compared() + " with what was sent")
                        + (creation.at() == null ? "" : ", and leaves out what was made before")
                        + ".")
                .paragraph("Nothing tells whose request made something. Something alike that was made meanwhile by"
                        + " another caller is a candidate, too.")
                .params(method.operation(), "the query parameters that were sent")
                .param("doubt", "what the operation threw")
                .param(
                        "patience",
                        "how long to look again while nothing is found: a request that broke off may still be under"
                                + " way, and a list may be behind; zero to look once")
                .returns("what may be it: nothing, one thing or several")
                .comment();
    }

    private String compared() {
        return Stream.concat(
                        Stream.ofNullable(creation.name())
                                .map(name -> name.listed().wireName()),
                        creation.match().stream().map(Match::field))
                .map(JavadocText::code)
                .collect(Collectors.joining(", "));
    }
}

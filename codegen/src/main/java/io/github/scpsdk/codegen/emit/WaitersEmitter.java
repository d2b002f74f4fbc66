package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.model.WaiterModel;
import io.github.scpsdk.codegen.model.WaiterModel.Argument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Prints the waiters of a version that block: the interface, and what polls with the client's public methods. */
final class WaitersEmitter {

    private static final String NAME = WaitersEmitter.class.getSimpleName();

    private final ServiceModel service;
    private final VersionModel version;
    private final ClassName client;

    private WaitersEmitter(ServiceModel service, VersionModel version) {
        this.service = service;
        this.version = version;
        this.client = ClassName.get(version.packageName(), version.client());
    }

    static ClassName type(VersionModel version) {
        return ClassName.get(version.packageName(), version.waitersName());
    }

    static ClassName implementation(VersionModel version) {
        return ClassName.get(version.packageName(), "Default" + version.waitersName());
    }

    /** Nothing where nothing can be waited for. */
    static List<SourceFile> emit(ServiceModel service, VersionModel version) {
        if (version.waiters().isEmpty()) {
            return List.of();
        }
        WaitersEmitter emitter = new WaitersEmitter(service, version);
        return List.of(emitter.file(emitter.waiters()), emitter.file(emitter.defaultWaiters()));
    }

    /** The way to them from the client. */
    static MethodSpec method(VersionModel version) {
        return MethodSpec.methodBuilder("waiters")
                .addJavadoc(
                        "Waits until a resource has reached a state.\n\n@return the waiters of this client, to be shared like the client\n")
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
                        JavadocText.paragraph("Waits on the calling thread until a resource of "
                                + JavadocText.escape(service.title()) + " " + version.id()
                                + " has reached a state; see {@link "
                                + version.client() + "#waiters()}."))
                .addJavadoc(
                        """

                        <p>Polls at once and then at intervals. The wait goes on after temporary failures of a poll (no connection,
                        a timeout, 5xx, 429); any other failure ends it. The limit is a time, whatever the number of polls, and no
                        poll exceeds it. Interrupting the thread ends the wait at once. The case of states does not matter.

                        <p>Every method throws {@link $T} when the limit is reached,
                        {@link $T} when the state cannot be reached any more, and
                        {@link $T} when the thread is interrupted.
                        """,
                        Java.core("ScpWaitTimeoutException"),
                        Java.core("ScpWaitFailedException"),
                        Java.core("ScpInterruptedException"));
        for (WaiterModel waiter : version.waiters()) {
            type.addMethods(methods(new WaiterMethod(service, version, waiter)));
        }
        return type.build();
    }

    private List<MethodSpec> methods(WaiterMethod method) {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(method.declare(Form.RECORD)
                .returns(method.result())
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .addJavadoc(documentation(method))
                .build());
        methods.addAll(method.shorterForms(
                method.result(),
                options -> CodeBlock.of("$L$L", method.waiter().gone() ? "" : "return ", method.call(options))));
        return methods;
    }

    private CodeBlock documentation(WaiterMethod method) {
        WaiterModel waiter = method.waiter();
        Method poll = new Method(service, version, waiter.poll());
        String polls =
                "<p>Polls with {@link " + version.client() + "#" + waiter.poll().name() + poll.signature()
                        + "} every " + said(waiter.interval()) + " for at most " + said(waiter.limit())
                        + " by default.";
        List<String> ends = new ArrayList<>();
        if (!waiter.reached().isEmpty()) {
            ends.add("Succeeds in state " + states(waiter.reached())
                    + (waiter.gone() ? ", or when the resource no longer exists" : ""));
        } else {
            ends.add("Succeeds when the resource no longer exists");
        }
        if (!waiter.failed().isEmpty()) {
            ends.add("fails in " + states(waiter.failed()));
        }
        if (!waiter.failedOnceChanged().isEmpty()) {
            ends.add("fails in " + states(waiter.failedOnceChanged())
                    + " too, unless that was its state from the start");
        }
        CodeBlock.Builder text = CodeBlock.builder()
                .add("$L\n\n", JavadocText.paragraph(JavadocText.sentence(waiter.description())))
                .add("$L\n\n", JavadocText.paragraph(polls + " " + String.join("; ", ends) + "."));
        for (Argument argument : waiter.arguments()) {
            text.add(
                    "$L\n",
                    JavadocText.tag(
                            "@param " + argument.name(), JavadocText.facts(argument.facts(), argument.wireName())));
        }
        text.add("@param options how long and how often to poll, and who is told\n");
        return waiter.gone()
                ? text.build()
                : text.add("@return the result of the last poll\n").build();
    }

    private static String states(List<String> states) {
        return states.stream().map(JavadocText::code).collect(Collectors.joining(" or "));
    }

    private static String said(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 60 != 0
                ? seconds + (seconds == 1 ? " second" : " seconds")
                : seconds / 60 + (seconds == 60 ? " minute" : " minutes");
    }

    // --- what polls

    private TypeSpec defaultWaiters() {
        TypeSpec.Builder type = polling(
                version, type(version), client, NAME, CodeBlock.builder().build());
        for (WaiterModel waiter : version.waiters()) {
            ClassName shown = Java.record(service, waiter.shown());
            type.addField(FieldSpec.builder(
                            ParameterizedTypeName.get(Java.WAITER, shown),
                            waiter.constant(),
                            Modifier.STATIC,
                            Modifier.FINAL)
                    .initializer(constant(waiter, shown))
                    .build());
        }
        for (WaiterModel waiter : version.waiters()) {
            WaiterMethod method = new WaiterMethod(service, version, waiter);
            CodeBlock poll = CodeBlock.of("within(limit).$L", method.poll());
            type.addMethod(method.declare(Form.RECORD)
                    .returns(method.result())
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC)
                    .addStatement(
                            "$L$T.$L($L, carriedOut, $N, options, limit -> $L)",
                            waiter.gone() ? "" : "return ",
                            Java.WAITS,
                            waiter.gone() ? "untilGone" : "until",
                            waiter.constant(),
                            waiter.id().name(),
                            waiter.items() == null ? poll : method.find(poll))
                    .build());
        }
        return type.build();
    }

    /** What polls, alike for both kinds of client. */
    static TypeSpec.Builder polling(
            VersionModel version, ClassName waiters, ClassName client, String emitter, CodeBlock further) {
        ClassName text = ClassName.get(String.class);
        TypeSpec.Builder type = TypeSpec.classBuilder(waiters.peerClass("Default" + waiters.simpleName()))
                .addJavadoc(
                        "Polls with the public methods of a client, so that it works with any implementation of the client.\n")
                .addModifiers(Modifier.FINAL)
                .addAnnotation(Java.generated(emitter))
                .addSuperinterface(waiters)
                .addField(client, "client", Modifier.PRIVATE, Modifier.FINAL)
                .addField(Java.nullable(text), "carriedOut", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("Waits of their own, or behind an operation that was carried out.\n")
                        .addParameter(client, "client")
                        .addParameter(Java.nullable(text), "carriedOut")
                        .addStatement("this.client = client")
                        .addStatement("this.carriedOut = carriedOut")
                        .addCode(further)
                        .build())
                .addMethod(within(client, client.peerClass("Default" + client.simpleName())));
        return version.deprecation() == null ? type : type.addAnnotation(Java.suppress("deprecation"));
    }

    private static MethodSpec within(ClassName client, ClassName ownClient) {
        return MethodSpec.methodBuilder("within")
                .addJavadoc("A poll does not outlast the wait; another implementation keeps its own time.\n")
                .addModifiers(Modifier.PRIVATE)
                .addParameter(Duration.class, "limit")
                .returns(client)
                .addStatement(
                        "return client instanceof $T ? client.withOptions(o -> o.timeoutAtMost(limit)) : client",
                        ownClient)
                .build();
    }

    private CodeBlock constant(WaiterModel waiter, ClassName shown) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add(
                        "$T.<$T>builder($L.VERSION, $S, $S)",
                        Java.WAITER,
                        shown,
                        version.constants(),
                        waiter.name(),
                        waiter.poll().name());
        if (waiter.state().size() == 1) {
            code.add(".state($T::$N)", shown, waiter.state().get(0).name());
        } else if (!waiter.state().isEmpty()) {
            code.add(".state(shown -> $L)", Java.through("shown", waiter.state()));
        }
        add(code, "reached", waiter.reached());
        add(code, "failed", waiter.failed());
        add(code, "failedOnceChanged", waiter.failedOnceChanged());
        if (waiter.gone()) {
            code.add(".gone()");
        }
        if (waiter.items() != null) {
            code.add(".listed()");
        }
        return code.add(".limit($L).interval($L).build()", duration(waiter.limit()), duration(waiter.interval()))
                .build();
    }

    private static void add(CodeBlock.Builder code, String method, List<String> states) {
        if (!states.isEmpty()) {
            code.add(
                    ".$L($L)",
                    method,
                    states.stream().map(state -> CodeBlock.of("$S", state)).collect(CodeBlock.joining(", ")));
        }
    }

    private static CodeBlock duration(Duration duration) {
        return duration.toSeconds() % 60 == 0
                ? CodeBlock.of("$T.ofMinutes($L)", Duration.class, duration.toMinutes())
                : CodeBlock.of("$T.ofSeconds($L)", Duration.class, duration.toSeconds());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.model.WaiterModel;
import io.github.scpsdk.codegen.model.WaiterModel.Argument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the waiters of a version that block: the interface, and what polls with the client's public methods. */
final class WaitersEmitter {

    private static final String METHOD = """

            /** {@return the waiters of this client, which wait until a resource has reached a state; to be shared like the client} */
            default $waiters:T waiters() {
                return $waits:T.of(this, null);
            }
            """;

    private static final String INTERFACE = """
            $javadoc:L
            @$generated:T("WaitersEmitter")
            public interface $self:T {
                $methods:L
            }
            """;

    private static final String MAIN = """

            $javadoc:L
            default $result:T $name:L($parameters:L) {
                throw new UnsupportedOperationException($unsupported:S);
            }
            """;

    private static final String SHORTER = """

            $javadoc:L
            default $result:T $name:L($parameters:L) {
                $returns:L$name:L($arguments:L);
            }
            """;

    private final ServiceModel service;
    private final VersionModel version;

    private WaitersEmitter(ServiceModel service, VersionModel version) {
        this.service = service;
        this.version = version;
    }

    static ClassName type(VersionModel version) {
        return ClassName.get(version.packageName(), version.waitersName());
    }

    /** Nothing where nothing can be waited for. */
    static List<SourceFile> emit(ServiceModel service, VersionModel version) {
        if (version.waiters().isEmpty()) {
            return List.of();
        }
        WaitersEmitter emitter = new WaitersEmitter(service, version);
        return List.of(emitter.waiters(), DefaultWaitersEmitter.emit(service, version));
    }

    /** The way to them from the client. */
    static CodeBlock method(VersionModel version) {
        return Template.of(METHOD)
                .with("waiters", type(version))
                .with("waits", WaitsEmitter.type(version))
                .code();
    }

    private SourceFile waiters() {
        return Template.of(INTERFACE)
                .with("javadoc", javadoc())
                .with("methods", Template.lines(version.waiters(), this::methods))
                .file(service, version.source(), type(version));
    }

    private CodeBlock javadoc() {
        return Javadoc.of("Waits on the calling thread until a resource of " + JavadocText.escape(service.title()) + " "
                        + version.id() + " has reached a state; see {@link " + version.client() + "#waiters()}.")
                .paragraph(
                        "Polls at once and then at intervals. The wait goes on after temporary failures of a poll (no"
                                + " connection, a timeout, 5xx, 429); any other failure ends it. The limit is a time, whatever the"
                                + " number of polls, and no poll exceeds it. Interrupting the thread ends the wait at once. The case of"
                                + " states does not matter.")
                .paragraph("Every method throws {@link ScpWaitTimeoutException} when the limit is reached,"
                        + " {@link ScpWaitFailedException} when the state cannot be reached any more, and"
                        + " {@link ScpInterruptedException} when the thread is interrupted.")
                .comment();
    }

    private CodeBlock methods(WaiterModel waiter) {
        WaiterMethod method = new WaiterMethod(service, version, waiter);
        CodeBlock main = Template.of(MAIN)
                .with("javadoc", javadoc(method))
                .with("result", method.returned())
                .with("name", waiter.name())
                .with("parameters", method.parameters(Form.RECORD))
                .with("unsupported", type(version).simpleName() + "." + waiter.name())
                .code();
        return CodeBlock.join(
                List.of(main, Template.lines(WaiterMethod.SHORTER_FORMS, options -> shorter(method, options))), "\n");
    }

    private static CodeBlock shorter(WaiterMethod method, Form options) {
        return Template.of(SHORTER)
                .with("javadoc", Javadoc.like(method.link(""), WaiterMethod.how(options)))
                .with("result", method.returned())
                .with("name", method.waiter().name())
                .with("parameters", method.parameters(options))
                .with("returns", method.returns())
                .with("arguments", method.arguments(options))
                .code();
    }

    private CodeBlock javadoc(WaiterMethod method) {
        WaiterModel waiter = method.waiter();
        Method poll = new Method(service, version, waiter.poll());
        Javadoc text = Javadoc.of(JavadocText.sentence(waiter.description()))
                .paragraph("Polls with " + poll.link(version.client()) + " every " + said(waiter.interval())
                        + " for at most " + said(waiter.limit()) + " by default. " + ends(waiter) + ".");
        for (Argument argument : waiter.arguments()) {
            text.param(argument.name(), JavadocText.facts(argument.facts(), argument.wireName()));
        }
        text.param("options", WaiterMethod.OPTIONS_TEXT);
        return (waiter.gone() ? text : text.returns("the result of the last poll")).comment();
    }

    private static String ends(WaiterModel waiter) {
        List<String> ends = new ArrayList<>();
        if (!waiter.reached().isEmpty()) {
            ends.add("Succeeds in state " + states(waiter.reached())
                    + (waiter.gone() ? ", or when the resource no longer exists" : ""));
        } else {
            ends.add("Succeeds when the resource no longer exists");
        }
        if (waiter.latest() != null) {
            ends.add(0, "Waits for the run that began last");
        }
        if (!waiter.failed().isEmpty()) {
            ends.add("fails in " + states(waiter.failed()));
        }
        if (!waiter.failedOnceChanged().isEmpty()) {
            ends.add("fails in " + states(waiter.failedOnceChanged())
                    + " too, unless that was its state from the start");
        }
        return String.join("; ", ends);
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
}

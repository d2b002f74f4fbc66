// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Gives a JUnit test class (JUnit 5 or later) an emulator of its own, which runs from before its first test until after its
 * last. Constructors and methods take it as a parameter; nested classes share it. A test class may have several.
 *
 * <pre>{@code
 * class MyTest {
 *     @RegisterExtension
 *     static final EmulatorExtension<ZStackEmulator> ZSTACK =
 *             new EmulatorExtension<>(ZStackEmulator.class, ZStackEmulator::start);
 *
 *     @Test
 *     void backsUp(ZStackEmulator zstack) { … }
 * }
 * }</pre>
 *
 * <p>Each test starts with the state, the responder, the delays and the faults that were there before the first one, as
 * {@code @BeforeAll} left them, and with no requests in the log. Tests of a class that run at the same time get an
 * emulator each, as a parameter of the test method and of what runs before and after it. The exception of a test that fails shows the
 * last requests, and why they were refused.
 *
 * @param <E> the emulator
 */
@SuppressWarnings("exports") // who uses it has JUnit; see module-info
public sealed class EmulatorExtension<E extends Emulator>
        implements BeforeAllCallback, BeforeEachCallback, AfterTestExecutionCallback, ParameterResolver
        permits ScpEmulatorExtension {
    private static final String RUNNING = "running";
    private static final int SHOWN_REQUESTS = 10;

    private final Class<E> type;
    private final Supplier<E> starter;
    private final Namespace namespace;

    /**
     * For {@code @RegisterExtension} on a static field.
     *
     * @param type    of the parameters that are this emulator
     * @param starter starts the emulator; called once per class, or once per test where tests run at the same time
     */
    public EmulatorExtension(Class<E> type, Supplier<E> starter) {
        this.type = type;
        this.starter = starter;
        this.namespace = Namespace.create(EmulatorExtension.class, type);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (running(context) == null) { // a nested class finds that of its outer class
            start(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (isConcurrent(context)) {
            ownOf(context);
        } else {
            Running running = running(context);
            if (running != null) {
                running.startClean();
            }
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Running running = running(context);
        if (running != null) {
            context.getExecutionException().ifPresent(failure -> failure.addSuppressed(running.lastRequests()));
        }
    }

    private Running start(ExtensionContext context) {
        Running running = new Running(starter.get());
        context.getStore(namespace).put(RUNNING, running);
        return running;
    }

    /** The emulator that one of several tests at the same time has for itself. */
    private Running ownOf(ExtensionContext context) {
        Running running = running(context);
        return running != null && running.owner.equals(context.getUniqueId()) ? running : startOwn(context);
    }

    private Running startOwn(ExtensionContext context) {
        Running running = start(context);
        running.owner = context.getUniqueId();
        return running;
    }

    private static boolean isConcurrent(ExtensionContext context) {
        return context.getTestMethod().isPresent() && context.getExecutionMode() == ExecutionMode.CONCURRENT;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return emulator(context);
    }

    /** The emulator for what has a parameter. */
    final E emulator(ExtensionContext context) {
        Running running = isConcurrent(context) ? ownOf(context) : running(context);
        if (running == null && makesTheOneInstance(context)) { // which comes before beforeAll
            running = start(context);
        }
        if (running == null) {
            throw new IllegalStateException("No emulator is running: register "
                    + getClass().getSimpleName() + " on the class or on a static field.");
        }
        return type.cast(running.emulator);
    }

    /** Lets JUnit close something at the end of what has a parameter. */
    final void closeAfter(ExtensionContext context, AutoCloseable opened) {
        context.getStore(namespace).put(opened, new Closing(opened));
    }

    private @Nullable Running running(ExtensionContext context) {
        return context.getStore(namespace).get(RUNNING, Running.class);
    }

    private static boolean makesTheOneInstance(ExtensionContext context) {
        return context.getTestMethod().isEmpty()
                && context.getTestInstanceLifecycle()
                        .filter(Lifecycle.PER_CLASS::equals)
                        .isPresent();
    }

    /** Closed by JUnit at the end of the class, even if the class could not be made; before 5.13 only by this interface. */
    @SuppressWarnings("deprecation")
    private static final class Running implements Store.CloseableResource, AutoCloseable {
        private final Emulator emulator;
        private String owner = "";
        private Emulator.@Nullable Baseline baseline;

        Running(Emulator emulator) {
            this.emulator = emulator;
        }

        synchronized void startClean() {
            if (baseline == null) {
                baseline = emulator.baseline();
            } else {
                emulator.restore(baseline);
            }
        }

        LastRequests lastRequests() {
            List<ReceivedRequest> all = emulator.requests();
            return new LastRequests(all.subList(Math.max(0, all.size() - SHOWN_REQUESTS), all.size()));
        }

        @Override
        public void close() {
            emulator.close();
        }
    }

    /** Closed by JUnit. */
    @SuppressWarnings("deprecation")
    private record Closing(AutoCloseable client) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            try {
                client.close();
            } catch (Exception e) { // no client of the SDK throws any
                throw new IllegalStateException(e);
            }
        }
    }

    /** Shows the last requests where a failing test is reported. */
    private static final class LastRequests extends Exception {
        private static final long serialVersionUID = 1;

        LastRequests(List<ReceivedRequest> requests) {
            super(
                    requests.isEmpty()
                            ? "The emulator received no request."
                            : "The last requests to the emulator:"
                                    + String.join(
                                            "",
                                            requests.stream()
                                                    .map(request -> "\n  " + Objects.toString(request))
                                                    .toList()),
                    null,
                    false,
                    false);
        }
    }
}

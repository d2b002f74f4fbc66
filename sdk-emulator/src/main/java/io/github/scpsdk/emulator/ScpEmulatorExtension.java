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
 * last. Constructors and methods take it as a parameter of type {@link ScpEmulator}, and they take clients of any service
 * and version, blocking or asynchronous, ready to use; nested classes share the emulator.
 *
 * <pre>{@code
 * @ExtendWith(ScpEmulatorExtension.class)
 * class MyTest {
 *     @Test
 *     void createsVolumes(ScpEmulator scp, FileStorageClient west, @ScpRegion("kr-east1") FileStorageClient east) { … }
 * }
 * }</pre>
 *
 * <p>Each test starts with the state, the responder, the delays and the faults that were there before the first one, as
 * {@code @BeforeAll} left them, and with no requests in the log. Tests of a class that run at the same time get an
 * emulator each, as a parameter of the test method and of what runs before and after it. The exception of a test that fails shows the
 * last requests, and why they were refused.
 */
@SuppressWarnings("exports") // who uses it has JUnit; see module-info
public final class ScpEmulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterTestExecutionCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ScpEmulatorExtension.class);
    private static final int SHOWN_REQUESTS = 10;

    private final Supplier<ScpEmulator> starter;

    /** For {@code @ExtendWith}: an emulator with the demo keys. */
    public ScpEmulatorExtension() {
        this(ScpEmulator::start);
    }

    /**
     * For {@code @RegisterExtension} on a static field: an emulator with settings of its own.
     *
     * @param starter starts the emulator; called once per class, or once per test where tests run at the same time
     */
    public ScpEmulatorExtension(Supplier<ScpEmulator> starter) {
        this.starter = starter;
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
        context.getStore(NAMESPACE).put(ScpEmulator.class, running);
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
        Class<?> type = parameter.getParameter().getType();
        return type == ScpEmulator.class || InjectedClients.isClient(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = isConcurrent(context) ? ownOf(context) : running(context);
        if (running == null && makesTheOneInstance(context)) { // which comes before beforeAll
            running = start(context);
        }
        if (running == null) {
            throw new IllegalStateException(
                    "No emulator is running: register ScpEmulatorExtension on the class or on a static field.");
        }
        Class<?> type = parameter.getParameter().getType();
        return type == ScpEmulator.class ? running.emulator : client(parameter, type, running.emulator, context);
    }

    private static Object client(
            ParameterContext parameter, Class<?> type, ScpEmulator emulator, ExtensionContext context) {
        String region =
                parameter.findAnnotation(ScpRegion.class).map(ScpRegion::value).orElse(ScpEmulator.DEFAULT_REGION);
        AutoCloseable client = InjectedClients.open(type, emulator, region);
        context.getStore(NAMESPACE).put(client, new Closing(client));
        return InjectedClients.view(type, client);
    }

    private static @Nullable Running running(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(ScpEmulator.class, Running.class);
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
        private final ScpEmulator emulator;
        private String owner = "";
        private ScpEmulator.@Nullable Baseline baseline;

        Running(ScpEmulator emulator) {
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

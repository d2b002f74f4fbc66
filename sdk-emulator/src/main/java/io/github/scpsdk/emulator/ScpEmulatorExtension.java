package io.github.scpsdk.emulator;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a JUnit test class (JUnit 5 or later) an emulator of its own, which runs from before its first test until after its
 * last. Constructors and methods take it as a parameter of type {@link ScpEmulator}; nested classes share it.
 *
 * <pre>{@code
 * @ExtendWith(ScpEmulatorExtension.class)
 * class MyTest {
 *     @Test
 *     void createsVolumes(ScpEmulator scp) { … }
 * }
 * }</pre>
 */
@SuppressWarnings("exports") // who uses it has JUnit; see module-info
public final class ScpEmulatorExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ScpEmulatorExtension.class);

    private final Supplier<ScpEmulator> starter;

    /** For {@code @ExtendWith}: an emulator with the demo keys. */
    public ScpEmulatorExtension() {
        this(ScpEmulator::start);
    }

    /**
     * For {@code @RegisterExtension} on a static field: an emulator with settings of its own.
     *
     * @param starter starts the emulator; called once per class
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

    private Running start(ExtensionContext context) {
        Running running = new Running(starter.get());
        context.getStore(NAMESPACE).put(ScpEmulator.class, running);
        return running;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ScpEmulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = running(context);
        if (running == null && makesTheOneInstance(context)) { // which comes before beforeAll
            running = start(context);
        }
        if (running == null) {
            throw new IllegalStateException(
                    "No emulator is running: register ScpEmulatorExtension on the class or on a static field.");
        }
        return running.emulator;
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
    private record Running(ScpEmulator emulator) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            emulator.close();
        }
    }
}

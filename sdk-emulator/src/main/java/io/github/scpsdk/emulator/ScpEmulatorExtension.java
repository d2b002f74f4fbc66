// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;

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
public final class ScpEmulatorExtension extends EmulatorExtension<ScpEmulator> {

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
        super(ScpEmulator.class, starter);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return super.supportsParameter(parameter, context)
                || InjectedClients.isClient(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ScpEmulator.class
                ? super.resolveParameter(parameter, context)
                : client(parameter, type, emulator(context), context);
    }

    private Object client(ParameterContext parameter, Class<?> type, ScpEmulator emulator, ExtensionContext context) {
        String region =
                parameter.findAnnotation(ScpRegion.class).map(ScpRegion::value).orElse(ScpEmulator.DEFAULT_REGION);
        AutoCloseable client = InjectedClients.open(type, emulator, region);
        closeAfter(context, client);
        return InjectedClients.view(type, client);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.internal.call.ClientConfig;
import io.github.scpsdk.core.internal.config.SystemEnvironment;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.testing.FakeEnvironment;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** The base of builders in tests: reads nothing of this process, and lets a test set what is random or real in a client. */
public abstract class TestBuilder<C, B extends TestBuilder<C, B>> extends AbstractClientBuilder<C, B> {

    private SystemEnvironment system = new FakeEnvironment();
    private Timer timer = Timer.REAL;
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

    protected TestBuilder(ServiceVersion service, Function<CallExecutor, C> create) {
        super(service, create);
        control();
    }

    public B environment(SystemEnvironment value) {
        system = value;
        return control();
    }

    public B timer(Timer value) {
        timer = value;
        return control();
    }

    public B random(DoubleSupplier value) {
        random = value;
        return control();
    }

    @SuppressWarnings("unchecked") // every subclass is its own B
    private B control() {
        control(system, timer, random);
        return (B) this;
    }

    /** What a client of this builder is configured with. */
    public ClientConfig config() {
        CallExecutor executor = executor();
        executor.close();
        return executor.pipeline().config();
    }
}

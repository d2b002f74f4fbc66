// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot.test;

import io.github.scpsdk.emulator.Emulator;
import io.github.scpsdk.emulator.ScpEmulator;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Gives each test the emulator as it was before the first one of the application context. */
class EmulatorTestExecutionListener implements TestExecutionListener {

    private static final Map<ScpEmulator, Emulator.Baseline> BASELINES =
            Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public void beforeTestMethod(TestContext test) {
        if (!TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), AutoConfigureScpEmulator.class)) {
            return;
        }
        ScpEmulator emulator = test.getApplicationContext().getBean(ScpEmulator.class);
        Emulator.Baseline baseline = BASELINES.get(emulator);
        if (baseline == null) {
            BASELINES.put(emulator, emulator.baseline());
        } else {
            emulator.restore(baseline);
        }
    }
}

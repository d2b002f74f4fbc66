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

    /** A test of a nested class may use fields of the class around it, which may have an application context of its own. */
    @Override
    public void prepareTestInstance(TestContext test) {
        if (hasEmulator(test)) {
            restore(emulator(test));
        }
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        if (hasEmulator(test)) {
            ScpEmulator emulator = emulator(test);
            if (!restore(emulator)) {
                BASELINES.put(emulator, emulator.baseline());
            }
        }
    }

    /** Returns false when there is no baseline yet. */
    private static boolean restore(ScpEmulator emulator) {
        Emulator.Baseline baseline = BASELINES.get(emulator);
        if (baseline == null) {
            return false;
        }
        emulator.restore(baseline);
        return true;
    }

    private static boolean hasEmulator(TestContext test) {
        return TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), AutoConfigureScpEmulator.class);
    }

    private static ScpEmulator emulator(TestContext test) {
        return test.getApplicationContext().getBean(ScpEmulator.class);
    }
}

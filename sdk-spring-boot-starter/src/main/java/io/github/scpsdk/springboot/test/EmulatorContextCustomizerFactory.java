// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Switches the emulator on where a test asks for it. */
class EmulatorContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        return TestContextAnnotationUtils.hasAnnotation(testClass, AutoConfigureScpEmulator.class)
                ? new EmulatorContextCustomizer(
                        TestContextAnnotationUtils.hasAnnotation(testClass, ScpEmulatorTest.class))
                : null;
    }

    /**
     * Contexts with equal customizers are shared by tests.
     *
     * @param slice whether the rest of the application is left out
     */
    private record EmulatorContextCustomizer(boolean slice) implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            TestPropertyValues.of("scp.emulator.enabled=true", "scp.emulator.port=0", "scp.emulator.in-test=true")
                    .applyTo(context);
            if (slice) {
                TestPropertyValues.of(EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY + "=false")
                        .applyTo(context);
                context.getBeanFactory().registerSingleton(ScannedComponents.class.getName(), new ScannedComponents());
            }
        }
    }

    /** Leaves out what the application's component scan finds: a test imports what it needs. */
    private static final class ScannedComponents extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
            return true;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ScannedComponents;
        }

        @Override
        public int hashCode() {
            return ScannedComponents.class.hashCode();
        }
    }
}

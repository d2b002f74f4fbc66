// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** What a native image needs to bind the properties is found by Spring, although the starter registers nothing itself. */
class NativeHintsTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                ScpProperties.class,
                ScpAccountProperties.class,
                ScpRetryProperties.class,
                ScpProperties.Emulator.class,
                ScpProperties.Health.class
            })
    void everyPropertyCanBeSet(Class<?> properties) {
        RuntimeHints hints = hints();
        List<Method> setters = Arrays.stream(properties.getMethods())
                .filter(method -> method.getName().startsWith("set"))
                .toList();
        assertThat(setters)
                .isNotEmpty()
                .allMatch(setter -> RuntimeHintsPredicates.reflection()
                        .onMethod(setter)
                        .invoke()
                        .test(hints));
    }

    @Test
    void anAccountCanBeMade() throws ReflectiveOperationException {
        assertThat(RuntimeHintsPredicates.reflection()
                        .onConstructor(ScpAccountProperties.class.getDeclaredConstructor())
                        .invoke()
                        .test(hints()))
                .isTrue();
    }

    private static RuntimeHints hints() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(ScpAutoConfiguration.class);
            DefaultGenerationContext generation = new DefaultGenerationContext(
                    new ClassNameGenerator(ClassName.get(NativeHintsTest.class)), new InMemoryGeneratedFiles());
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            return generation.getRuntimeHints();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot.test;

import io.github.scpsdk.springboot.ScpAutoConfiguration;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Lets all clients of an application under test call an emulator, whatever its properties say. Stands beside {@code @SpringBootTest} or
 * the annotation of a slice; for clients alone there is {@link ScpEmulatorTest}.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureScpEmulator
 * class MyApplicationTest {
 *     @Autowired
 *     ScpEmulator scp; // to look at requests, move the clock, inject faults
 * }
 * }</pre>
 *
 * <p>Each test starts with the state and settings that the emulator had when the first test of its application context started, and
 * with no requests in the log. Tests that run at the same time in one context share its emulator.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration(ScpAutoConfiguration.class)
public @interface AutoConfigureScpEmulator {}

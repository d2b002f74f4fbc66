// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of what an application does with its clients, against an emulator: with the clients, the emulator and what the test imports,
 * without the rest of the application.
 *
 * <pre>{@code
 * @ScpEmulatorTest
 * @Import(VolumeReport.class)
 * class VolumeReportTest {
 *     @Autowired
 *     VolumeReport report;
 *
 *     @Test
 *     void countsVolumes(@Autowired FileStorageClient files) { … }
 * }
 * }</pre>
 *
 * <p>Each test starts with a clean emulator, see {@link AutoConfigureScpEmulator}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(SpringBootTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@AutoConfigureScpEmulator
public @interface ScpEmulatorTest {}

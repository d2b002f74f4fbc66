// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The region of a client that {@link ScpEmulatorExtension} gives to a test; without it, {@code kr-west1}. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ScpRegion {

    /** {@return for example {@code kr-east1}} */
    String value();
}

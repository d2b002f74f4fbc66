// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an API that is known from incomplete sources: any release may change or remove it, without
 * deprecating it before. On a package it marks everything in it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface Preview {

    /**
     * Returns the reason why it is a preview.
     *
     * @return a sentence
     */
    String value();
}

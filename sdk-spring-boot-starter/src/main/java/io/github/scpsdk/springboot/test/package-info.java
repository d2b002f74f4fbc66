// SPDX-License-Identifier: Apache-2.0
/** Tests of Spring Boot applications against an emulator. */
@NullMarked
package io.github.scpsdk.springboot.test;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** The SDK in Spring Boot: clients as beans, made of the properties below {@code scp}. */
@NullMarked
package io.github.scpsdk.springboot;

import org.jspecify.annotations.NullMarked;

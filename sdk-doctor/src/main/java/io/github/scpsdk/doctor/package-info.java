// SPDX-License-Identifier: Apache-2.0
/** The doctor: a program that checks settings, keys and the way to the platform. */
@NullMarked
package io.github.scpsdk.doctor;

import org.jspecify.annotations.NullMarked;

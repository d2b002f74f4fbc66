// SPDX-License-Identifier: Apache-2.0
/**
 * The parts of the SDK that applications use with every service: credentials, settings, retry policy,
 * options, errors, paging, waiting, listeners.
 *
 * @serial exclude
 */
@NullMarked
package io.github.scpsdk.core;

import org.jspecify.annotations.NullMarked;

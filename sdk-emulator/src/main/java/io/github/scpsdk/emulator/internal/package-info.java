// SPDX-License-Identifier: Apache-2.0
/** What happens between a request and its response: address, signature, description, log. */
@NullMarked
package io.github.scpsdk.emulator.internal;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** HTTP/1.1 on 127.0.0.1, by Apache HttpCore, which hands on the request target as it came: it is part of what is signed. */
@NullMarked
package io.github.scpsdk.emulator.internal.http;

import org.jspecify.annotations.NullMarked;

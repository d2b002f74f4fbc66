// SPDX-License-Identifier: Apache-2.0
/** Sends one attempt through OkHttp, never twice by itself. */
@NullMarked
package io.github.scpsdk.core.internal.http;

import org.jspecify.annotations.NullMarked;

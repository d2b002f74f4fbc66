// SPDX-License-Identifier: Apache-2.0
/** What tests share: an invented service, a server that misbehaves as told, a time that passes at once. */
package io.github.scpsdk.core.testing;

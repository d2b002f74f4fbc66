// SPDX-License-Identifier: Apache-2.0
/** The core against servers, networks and callers that misbehave: every test goes through real HTTP on loopback. */
package io.github.scpsdk.core.resilience;

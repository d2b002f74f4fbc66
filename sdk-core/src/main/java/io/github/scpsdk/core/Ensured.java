// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

/**
 * A resource that exists now, whether it was made for that or was there. The accessors are the promise; the constructor
 * may grow.
 *
 * @param id its id
 * @param created whether this call made it; false where it was there, or another call at the same time made it
 */
public record Ensured(String id, boolean created) {}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

/**
 * Where a service is on the platform.
 *
 * @param host        the name it answers at there
 * @param environment {@code s}, {@code g} or {@code e}
 * @param region      for example {@code kr-west1}
 */
public record Location(String host, String environment, String region) {}

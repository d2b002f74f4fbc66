// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import java.time.Duration;

/**
 * What a 202 of an operation means: work goes on, and the address in the response tells how it ended.
 *
 * @param location the field with the address
 * @param interval pause between two questions
 * @param limit time limit of the whole call, unless the application sets one
 */
public record JobSpec(String location, Duration interval, Duration limit) {}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

/**
 * One step of a sequence: which operation, and numbers that choose resources among those that there are by then, values,
 * and the version and region to speak. So any part of a sequence is a sequence again, which is what lets it shrink.
 */
record Step(int operation, int first, int second, int where) {}

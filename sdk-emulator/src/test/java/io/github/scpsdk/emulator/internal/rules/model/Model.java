// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import java.util.List;

/** What should exist of one service. */
interface Model {

    /** What a step may do; one that is more often good for something stands here more often. */
    List<Operation> operations();

    /** Compares everything that exists, or has existed. */
    void lookAtAll(Exchange exchange);
}

/** What a call through the SDK costs beside one written by hand, measured with JMH. */
@NullMarked
package io.github.scpsdk.benchmarks;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Waits for what other threads bring about: milliseconds as a rule, half a minute on a machine that has other things to do. */
public final class Eventually {

    private Eventually() {}

    public static void is(int expected, IntSupplier actual) throws InterruptedException {
        if (!happens(() -> actual.getAsInt() == expected)) {
            throw new AssertionError("expected " + expected + " in the end, but it is " + actual.getAsInt());
        }
    }

    public static void atMost(int limit, IntSupplier actual) throws InterruptedException {
        if (!happens(() -> actual.getAsInt() <= limit)) {
            throw new AssertionError("expected at most " + limit + " in the end, but it is " + actual.getAsInt());
        }
    }

    public static void isTrue(String what, BooleanSupplier condition) throws InterruptedException {
        if (!happens(condition)) {
            throw new AssertionError("expected in the end: " + what);
        }
    }

    /** A thread is in a method, given as {@code Class.method}. */
    public static void isIn(String place, Thread thread) throws InterruptedException {
        isTrue(thread.getName() + " in " + place, () -> inside(place, thread.getStackTrace()));
    }

    /** Some thread is in a method. */
    public static void someThreadIsIn(String place) throws InterruptedException {
        isTrue(
                "some thread in " + place,
                () -> Thread.getAllStackTraces().values().stream().anyMatch(stack -> inside(place, stack)));
    }

    private static boolean inside(String place, StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> (frame.getClassName() + "." + frame.getMethodName()).endsWith(place));
    }

    private static boolean happens(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return condition.getAsBoolean(); // it may have happened while this thread did not run
            }
            Thread.sleep(10);
        }
        return true;
    }
}

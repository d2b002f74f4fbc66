package io.github.scpsdk.core.faults;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Waits, a few seconds at most, for what other threads bring about. */
final class Eventually {

    private Eventually() {}

    static void is(int expected, IntSupplier actual) throws InterruptedException {
        if (!happens(() -> actual.getAsInt() == expected)) {
            throw new AssertionError("expected " + expected + " in the end, but it is " + actual.getAsInt());
        }
    }

    static void atMost(int limit, IntSupplier actual) throws InterruptedException {
        if (!happens(() -> actual.getAsInt() <= limit)) {
            throw new AssertionError("expected at most " + limit + " in the end, but it is " + actual.getAsInt());
        }
    }

    private static boolean happens(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }
}

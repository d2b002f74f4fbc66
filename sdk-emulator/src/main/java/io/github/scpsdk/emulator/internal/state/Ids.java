// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import java.util.Locale;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * New ids in the forms of the platform. They follow from a counter that is part of the state, so that the same requests
 * get the same ids, and a loaded state never gives one out twice.
 */
public final class Ids {
    private static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final LongSupplier counter;

    Ids(LongSupplier counter) {
        this.counter = counter;
    }

    /** A UUID with hyphens. */
    public String uuid() {
        long count = counter.getAsLong();
        // version 4 and the usual variant, as every UUID of the platform but the snapshots of Block Storage (BM)
        return new UUID((mix(2 * count) & ~0xf000L) | 0x4000L, (mix(2 * count + 1) >>> 2) | (1L << 63)).toString();
    }

    /** A UUID of version 1. */
    public String uuidOfTime() {
        return new StringBuilder(uuid()).replace(14, 15, "1").toString();
    }

    /** 32 lower-case hexadecimal digits. */
    public String hex32() {
        return uuid().replace("-", "");
    }

    /** A number of lower-case letters and digits. */
    public String word(int length) {
        StringBuilder word = new StringBuilder(length);
        long bits = mix(counter.getAsLong());
        for (int i = 0; i < length; i++) {
            word.append(LETTERS_AND_DIGITS.charAt((int) Long.remainderUnsigned(bits, 36)));
            bits = mix(bits);
        }
        return word.toString();
    }

    /** A UUID that is always the same for a text, for what the platform has and nobody creates. */
    public static String uuidOf(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash ^ text.charAt(i));
        }
        long seed = hash;
        return new Ids(() -> seed).uuid();
    }

    /** An address of a private network that is always the same for a text. */
    public static String addressOf(String text) {
        int bits = (int) Long.parseLong(uuidOf(text).substring(0, 6), 16);
        return String.format(Locale.ROOT, "10.%d.%d.%d", (bits >>> 16) & 255, (bits >>> 8) & 255, 2 + (bits & 127));
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long z = (value + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

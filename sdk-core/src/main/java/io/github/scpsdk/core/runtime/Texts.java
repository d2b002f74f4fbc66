package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.internal.Surrogates;

/** What strings must not contain to be sent as they are. */
final class Texts {

    private Texts() {}

    static boolean hasLoneSurrogate(String text) {
        return !Surrogates.areWhole(text);
    }

    static boolean hasControlCharacter(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}

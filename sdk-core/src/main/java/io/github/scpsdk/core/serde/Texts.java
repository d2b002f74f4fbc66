package io.github.scpsdk.core.serde;

/** What strings must not contain to be sent as they are. */
public final class Texts {

    private Texts() {}

    public static boolean hasLoneSurrogate(String text) {
        return !Surrogates.areWhole(text);
    }

    public static boolean hasControlCharacter(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}

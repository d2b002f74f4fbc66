// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * For any text in path and query, what is signed is what goes over the wire: the emulator computes the signature from the
 * bytes it received and would refuse anything else, and what it decodes is what was given.
 */
class SignedBytesTest {

    /** Characters that clients, proxies and signers have treated differently from one another. */
    private static final String AWKWARD = " %+/?#&=;:@!$'()*,[]{}|\\^`\"<>~.-_%20%2F볼륨é漢😀\u00a0\u200d\ufeff";

    private static ScpEmulator emulator;
    private static FileStorageClient files;

    @BeforeAll
    static void start() {
        emulator = ScpEmulator.builder().replaying().strictRequests().start();
        files = FileStorageClient.builder()
                .endpointOverride(emulator.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .accountId("account")
                .build();
    }

    @AfterAll
    static void stop() {
        files.close();
        emulator.close();
    }

    @RepeatedTest(50)
    void anyTextIsSignedAsItIsSent(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 20; i++) {
            String inPath = text(random);
            String inQuery = text(random);
            emulator.clearRequests();

            files.deleteSnapshot(inPath, p -> p.volumeId(inQuery));

            ReceivedRequest arrived = emulator.requests().get(0);
            String[] target = arrived.target().split("\\?", 2);
            assertThat(target[0]).startsWith("/kr-west1/v1/snapshots/");
            String segment = target[0].substring("/kr-west1/v1/snapshots/".length());
            assertThat(segment).doesNotContain("/");
            assertThat(decoded(segment.replace("+", "%2B"))).isEqualTo(inPath);
            assertThat(target[1]).startsWith("volume_id=").doesNotContain("&");
            assertThat(decoded(target[1].substring("volume_id=".length()))).isEqualTo(inQuery);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Not empty, no dots alone, no control characters, no half of a surrogate pair: those are refused before they are sent. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder("x");
        int length = random.nextInt(12);
        int[] awkward = AWKWARD.codePoints().toArray();
        for (int i = 0; i < length; i++) {
            int character = random.nextBoolean() ? awkward[random.nextInt(awkward.length)] : random.nextInt(0x110000);
            boolean refused = Character.isISOControl(character)
                    || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
            text.appendCodePoint(refused ? '/' : character);
        }
        return text.toString();
    }
}

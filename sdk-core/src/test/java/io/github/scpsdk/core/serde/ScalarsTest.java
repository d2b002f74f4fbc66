// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScalarsTest {

    /** What is read without a formatter is read as the formatter would; the space leads past the short cut. */
    @Test
    void readsUsualTimesAsAnyOther() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("%04d-%02d-%02dT%02d:%02d:%02d"
                    .formatted(
                            random.nextInt(10_000),
                            random.nextInt(14),
                            random.nextInt(33),
                            random.nextInt(26),
                            random.nextInt(62),
                            random.nextInt(62)));
            if (random.nextBoolean()) {
                text.append('.');
                random.ints(random.nextInt(11), 0, 10).forEach(text::append);
            }
            text.append(random.nextBoolean() ? "Z" : "");
            if (random.nextInt(10) == 0) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x700));
            }
            assertThat(Scalars.dateTime(text.toString())).as(text.toString()).isEqualTo(Scalars.dateTime(" " + text));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scpsdk.backup.model.AsyncResponse;
import io.github.scpsdk.backup.model.BackupRetentionPeriod;
import io.github.scpsdk.backup.model.CreateBackupAgentResult;
import io.github.scpsdk.backup.model.RetentionPeriodUpdateBody;
import io.github.scpsdk.backup.model.SyncResponse;
import org.junit.jupiter.api.Test;

/** What generated enumerations and sealed results promise. */
class EnumerationsTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void knownValuesAreConstants() {
        assertThat(BackupRetentionPeriod.of("WEEK_2"))
                .isSameAs(BackupRetentionPeriod.WEEK_2)
                .hasToString("WEEK_2");
        assertThat(BackupRetentionPeriod.WEEK_2.known()).isEqualTo(BackupRetentionPeriod.Known.WEEK_2);
    }

    @Test
    void unknownValuesKeepTheirText() {
        BackupRetentionPeriod decade = BackupRetentionPeriod.of("YEAR_10");

        assertThat(decade.text()).isEqualTo("YEAR_10");
        assertThat(decade.known()).isEqualTo(BackupRetentionPeriod.Known.UNRECOGNIZED);
        assertThat(decade)
                .isEqualTo(BackupRetentionPeriod.of("YEAR_10"))
                .hasSameHashCodeAs(BackupRetentionPeriod.of("YEAR_10"))
                .isNotEqualTo(BackupRetentionPeriod.YEAR_1);
    }

    @Test
    void knownValuesCanBeSwitchedOn() {
        assertThat(weeks(BackupRetentionPeriod.WEEK_2)).isEqualTo("two weeks");
        assertThat(weeks(BackupRetentionPeriod.of("YEAR_10"))).isEqualTo("no idea");
    }

    @Test
    void anyObjectMapperSeesPlainText() throws Exception {
        RetentionPeriodUpdateBody body =
                mapper.readValue("{\"retention_period\": \"YEAR_10\"}", RetentionPeriodUpdateBody.class);

        assertThat(body.retentionPeriod().text()).isEqualTo("YEAR_10");
        assertThat(mapper.writeValueAsString(body)).isEqualTo("{\"retention_period\":\"YEAR_10\"}");
    }

    @Test
    void textThatIsNullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> BackupRetentionPeriod.of(null))
                .withMessage("BackupRetentionPeriod: the text is null");
    }

    @Test
    void oneOfSeveralAnswersIsReadThroughWhatTheyShare() {
        CreateBackupAgentResult result =
                AsyncResponse.builder().requestId("req-1").build();

        assertThat(result.requestId()).isEqualTo("req-1");
        assertThat(result).isInstanceOf(AsyncResponse.class).isNotInstanceOf(SyncResponse.class);
    }

    private static String weeks(BackupRetentionPeriod period) {
        return switch (period.known()) {
            case WEEK_2 -> "two weeks";
            case MONTH_1, MONTH_3, MONTH_6, YEAR_1 -> "longer";
            case UNRECOGNIZED -> "no idea";
        };
    }
}

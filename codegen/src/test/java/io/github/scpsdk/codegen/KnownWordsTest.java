// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.RecordModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.ServiceModels;
import io.github.scpsdk.codegen.read.ApiFolder;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code service.yaml} says of known words is complete; that it is right, the generator checks. */
class KnownWordsTest {

    private static final Pattern LIST = Pattern.compile("\\^\\(?[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*(\\|\\w+)*\\)?\\$");

    @Test
    void everyPatternThatListsWordsHasConstants() {
        Set<String> missing = new TreeSet<>();
        int listed = 0;
        for (ApiFolder folder : ApiFolder.readAll(Repository.ROOT)) {
            ServiceModel service = ServiceModels.of(folder);
            for (RecordModel record : service.records()) {
                for (Field field : record.fields()) {
                    String pattern = field.facts().limits().pattern();
                    if (pattern != null && LIST.matcher(pattern).matches()) {
                        listed++;
                        if (field.facts().words() == null) {
                            missing.add(folder.folder() + " " + record.name() + "." + field.name());
                        }
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(listed).isGreaterThan(10);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documented request goes through the generated client, and what arrives is what the guide shows; the documented
 * response comes back, and what is read is what the guide shows. All expected values come from {@code api/examples}.
 */
class ConformanceTest {

    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    static Stream<DocumentedCall> calls() {
        return DocumentedCall.all().stream();
    }

    @Test
    void walksAllOperationVersions() {
        Map<String, Long> walked = calls().collect(Collectors.groupingBy(
                call -> call.service() + " " + call.version(), TreeMap::new, Collectors.counting()));
        System.out.println("Walked " + calls().count() + " operations of " + walked.size() + " versions: " + walked);
        assertThat(walked.toString())
                .isEqualTo("{archivestorage 1.0=19, archivestorage 1.1=25, archivestorage 1.3=26,"
                        + " backup 1.0=30, backup 1.1=30, backup 1.2=31, backup 1.4=31,"
                        + " baremetal-blockstorage 1.0=38, baremetal-blockstorage 1.1=40, baremetal-blockstorage 1.2=41,"
                        + " baremetal-blockstorage 1.3=41, baremetal-blockstorage 1.4=41,"
                        + " filestorage 1.0=21, filestorage 1.1=21, filestorage 1.2=21,"
                        + " parallel-filestorage 1.0=11, parallel-filestorage 1.1=11}");
        assertThat(calls()).hasSize(478); // 348 of the guide, 130 newer
    }

    @Test
    void clientsHaveExactlyTheOperationsOfTheirVersion() {
        Map<String, List<String>> documented = new TreeMap<>();
        Map<String, List<String>> generated = new TreeMap<>();
        calls().forEach(call -> documented
                .computeIfAbsent(call.service() + " " + call.version(), key -> new ArrayList<>())
                .add(call.operationId()));
        calls().forEach(call -> generated.computeIfAbsent(
                call.service() + " " + call.version(),
                key -> new ArrayList<>(platform.client(call).operations().stream()
                        .map(Method::getName)
                        .toList())));
        documented.values().forEach(names -> names.sort(null));
        generated.values().forEach(names -> names.sort(null));
        assertThat(generated).isEqualTo(documented);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theDocumentedCallArrivesAndItsAnswerIsRead(DocumentedCall call) throws Exception {
        RoundTrip.of(platform, call, Platform.requiredQuery(call));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theSameWithEveryOptionalParameter(DocumentedCall call) throws Exception {
        Map<String, String> all = ParameterValues.of(call, "query");
        if (all.size() > call.queryNames().size()) {
            RoundTrip.of(platform, call, all);
        }
    }
}

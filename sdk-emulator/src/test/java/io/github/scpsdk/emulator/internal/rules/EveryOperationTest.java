// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.TestRequest.RawResponse;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.Check;
import io.github.scpsdk.emulator.internal.description.DescribedOperation;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.description.RequestViolations;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each operation of each version of each service, with the state it needs. */
class EveryOperationTest {
    private static final Map<String, Map<String, Scene>> SCENES = Scenes.all();

    /** Fields that the guide calls objects and shows as numbers. */
    private static final Pattern NUMBER_DESCRIBED_AS_OBJECT = Pattern.compile(
            "body\\.(snapshot_(capacity_mb|capacity_rate|total_usage)|snapshots\\[\\d+]\\.snapshot_size_mb"
                    + "|contents\\[\\d+]\\.usage_gb): Input should be a valid object");

    private static ScpEmulator scp;

    @BeforeAll
    static void start() {
        scp = ScpEmulator.start();
    }

    @AfterAll
    static void stop() {
        scp.close();
    }

    @TestFactory
    Stream<DynamicTest> respondsAsItsVersionDescribes() {
        return Catalogue.ofThisModule().services().stream()
                .flatMap(service -> Catalogue.ofThisModule().versions(service).stream())
                .flatMap(version -> version.operations().stream()
                        .map(operation -> DynamicTest.dynamicTest(
                                version.service() + " " + version.version() + " " + operation.id(),
                                () -> check(version, operation))));
    }

    /** As many as the pages say; a version that is added changes them. */
    @Test
    void leavesNoneOut() {
        assertThat(respondsAsItsVersionDescribes()).hasSize(478);
    }

    private static void check(DescribedVersion version, DescribedOperation operation) {
        Scene scene = SCENES.getOrDefault(version.service(), Map.of()).get(operation.id());
        assertThat(scene).as("scene of " + operation.id()).isNotNull();
        TestClient client = TestClient.of(scp, version.service() + " " + version.version());

        RawResponse response = scene.prepare(client).sendTo(scp);

        assertThat(response.status()).as(response.body() + response.headers()).isEqualTo(operation.firstSuccess());
        assertThat(scp.requests().get(scp.requests().size() - 1).operation()).isEqualTo(operation.id());
        Check described = operation.success(response.status());
        if (described == null) {
            assertThat(response.body()).isEmpty();
        } else {
            JsonNode body = TestClient.json(response);
            RequestViolations violations = new RequestViolations(true);
            described.check("body", body, violations);
            assertThat(violations.details())
                    .as(response.body())
                    .filteredOn(violation -> !violation.endsWith("Input should be a valid datetime")) // no zone
                    .filteredOn(violation ->
                            !NUMBER_DESCRIBED_AS_OBJECT.matcher(violation).matches())
                    .isEmpty();
            assertThat(described.shape(body)).isEqualTo(body);
        }
    }

    @Test
    void hasARuleForEachOperation() {
        RuleBook rules = RuleBook.ofThisModule();
        Catalogue.ofThisModule()
                .services()
                .forEach(service -> Catalogue.ofThisModule()
                        .versions(service)
                        .forEach(version -> assertThat(version.operations())
                                .extracting(DescribedOperation::id)
                                .filteredOn(id -> rules.operation(service, id) == null)
                                .as(service + " " + version.version())
                                .isEqualTo(List.of())));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.core.Ensured;
import io.github.scpsdk.core.NotAdoptableException;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.Verification;
import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.ScpEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Every operation that {@code service.yaml} names under {@code creates}, in every version that has it, against an emulator that
 * keeps state: what it made is found when its outcome is unknown.
 */
class CreationsTest {

    private static final String SERVER = "3f342bf9-a557-405c-b8a5-1c9b5a7e6d10";

    /** A body has the fields of all versions. */
    private static final ObjectMapper LENIENT =
            Json.MAPPER.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final MovingClock CLOCK = new MovingClock();
    private static final Map<String, GeneratedClient> CLIENTS = new ConcurrentHashMap<>();
    private static ScpEmulator scp;

    @BeforeAll
    static void start() {
        scp = ScpEmulator.builder().clock(CLOCK).start();
    }

    @AfterAll
    static void stop() {
        CLIENTS.values().forEach(GeneratedClient::close);
        scp.close();
    }

    /** The clock of the emulator and of its clients: what is made after an hour is an hour younger. */
    private static final class MovingClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    /** An operation that creates, with everything it needs. */
    private record Create(
            GeneratedClient client,
            DocumentedCall call,
            List<String> path,
            Map<String, String> query,
            @Nullable JsonNode body) {

        @Nullable
        Object make() throws Exception {
            return invoke(client.operation(call.operationId()), null);
        }

        OutcomeUnknownException fail(Fault fault) {
            ScpException failure = failure(fault);
            assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
            return (OutcomeUnknownException) failure;
        }

        ScpException failure(Fault fault) {
            scp.inject(fault.on(call.service(), call.operationId()).times(1));
            return catchThrowableOfType(ScpException.class, this::make);
        }

        Set<String> found(OutcomeUnknownException doubt, Duration patience) throws Exception {
            Method verify = client.derived("verify" + capitalized(call.operationId()));
            Set<String> ids = new HashSet<>();
            for (Object item : ((Verification<?>) invoke(verify, doubt, patience)).candidates()) {
                ids.add(Json.MAPPER
                        .valueToTree(item)
                        .get(creates().get("id").textValue())
                        .textValue());
            }
            return ids;
        }

        Ensured ensure() throws Exception {
            return (Ensured) invoke(
                    Arrays.stream(client.type().getMethods())
                            .filter(method -> method.getName().equals(call.operationId() + "IfAbsent"))
                            .filter(method -> method.getParameterTypes()[0] != Consumer.class)
                            .findFirst()
                            .orElseThrow(),
                    null);
        }

        Ensured ensured() {
            try {
                return ensure();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        /** How often the create was sent. */
        long sent() {
            return scp.requests().stream()
                    .filter(request -> call.operationId().equals(request.operation()))
                    .count();
        }

        /** The same on an emulator that was reset. */
        Create anew() throws Exception {
            Create again = create(client, CreationsTest.client(call), call);
            scp.clearRequests();
            return again;
        }

        boolean knows(String field) {
            return Json.MAPPER
                    .valueToTree(LENIENT.convertValue(
                            body, client.operation(call.operationId()).getParameterTypes()[0]))
                    .hasNonNull(field);
        }

        /** One that asks for another value. */
        Create with(String field) {
            JsonNode value = body.get(field);
            ObjectNode other = body.deepCopy();
            if (value.isNumber()) {
                other.put(field, value.intValue() + 1);
            } else {
                other.put(
                        field,
                        Map.of("HDD", "SSD", "SSD", "HDD", "WEEK_2", "MONTH_1").get(value.textValue()));
                other.remove("qos");
                if ("SSD".equals(other.get(field).textValue())) {
                    other.set("qos", body.get("qos"));
                }
            }
            return new Create(client, call, path, query, other);
        }

        JsonNode creates() {
            return ServiceData.of(call).get("creates").get(call.operationId());
        }

        private @Nullable Object invoke(Method method, @Nullable OutcomeUnknownException doubt, Object... more)
                throws Exception {
            List<Object> arguments = new ArrayList<>();
            int at = 0;
            for (Class<?> type : method.getParameterTypes()) {
                if (type == String.class) {
                    arguments.add(path.get(at++));
                } else if (type == OutcomeUnknownException.class) {
                    arguments.add(doubt);
                } else if (type == Duration.class) {
                    arguments.add(more[0]);
                } else {
                    arguments.add(LENIENT.convertValue(type.getName().contains(".model.") ? body : query, type));
                }
            }
            return ended(GeneratedClient.begin(method, client.on(), arguments.toArray()));
        }
    }

    private static @Nullable Object ended(@Nullable Object result) throws Exception {
        try {
            return result instanceof CompletableFuture<?> future ? future.get(60, TimeUnit.SECONDS) : result;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    }

    // ----- the stories -----

    @TestFactory
    Stream<DynamicTest> whatWasMadeIsFound() {
        return creates(create -> {
            OutcomeUnknownException doubt = create.fail(Fault.errorAfter(500));

            assertThat(create.found(doubt, Duration.ofSeconds(20))).hasSize(1);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatWasMadeBeforeTheConnectionBrokeIsFound() {
        return creates(create -> {
            OutcomeUnknownException doubt = create.fail(Fault.of(Fault.Kind.RESET_AFTER));

            assertThat(create.found(doubt, Duration.ofSeconds(20))).hasSize(1);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatWasNotMadeIsNotFound() {
        return creates(create -> {
            OutcomeUnknownException doubt = create.fail(Fault.of(Fault.Kind.RESET_BEFORE));

            assertThat(create.found(doubt, Duration.ofMillis(1))).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> whatWasMadeAnHourBeforeIsNotTakenForIt() {
        return creates(create -> {
            if (!create.creates().has("at")) {
                return; // no list says when these were made
            }
            create.make();
            CLOCK.ahead = CLOCK.ahead.plus(Duration.ofHours(1));
            OutcomeUnknownException doubt = create.fail(Fault.of(Fault.Kind.RESET_BEFORE));

            assertThat(create.found(doubt, Duration.ZERO)).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> severalMayBeIt() {
        return creates(create -> {
            create.make();
            ScpException failure = create.failure(Fault.errorAfter(500));
            if (failure instanceof ScpServiceException) {
                return; // the platform has only one of these
            }
            OutcomeUnknownException doubt = (OutcomeUnknownException) failure;
            assertThat(create.found(doubt, Duration.ZERO)).hasSizeGreaterThan(1);
        });
    }

    // ----- adopted or created -----

    @TestFactory
    Stream<DynamicTest> oneIsCreatedAndThenAdopted() {
        return ensures(create -> {
            Ensured first = create.ensure();
            Ensured second = create.ensure();

            assertThat(first.created()).isTrue();
            assertThat(second).isEqualTo(new Ensured(first.id(), false));
            assertThat(create.sent()).isEqualTo(1);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatACreateInDoubtHasMadeIsTheResult() {
        return ensures(create -> {
            for (Fault fault : List.of(
                    Fault.errorAfter(500),
                    Fault.of(Fault.Kind.RESET_AFTER),
                    Fault.of(Fault.Kind.TRUNCATED),
                    Fault.of(Fault.Kind.MALFORMED))) {
                scp.reset();
                Create again = create.anew();
                scp.inject(fault.on(again.call().service(), again.call().operationId())
                        .times(1));

                Ensured ensured = again.ensure();

                assertThat(ensured.created()).isTrue();
                assertThat(again.ensure()).isEqualTo(new Ensured(ensured.id(), false));
                assertThat(again.sent()).isEqualTo(1);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> severalAtATimeMakeOne() {
        return ensures(create -> {
            List<CompletableFuture<Ensured>> calls = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                for (int i = 0; i < 4; i++) {
                    calls.add(CompletableFuture.supplyAsync(create::ensured, threads));
                }
                List<Ensured> results =
                        calls.stream().map(CompletableFuture::join).toList();
                assertThat(results).filteredOn(Ensured::created).hasSize(1);
                assertThat(results)
                        .extracting(Ensured::id)
                        .containsOnly(results.get(0).id());
                assertThat(create.sent()).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsOtherwiseIsNotAdopted() {
        return ensures(create -> {
            create.ensure();
            for (String field : List.of("type_name", "capacity_tb", "disk_type", "size_gb", "retention_period")) {
                if (!create.body().has(field) || !create.knows(field)) {
                    continue;
                }
                Create other = create.with(field);

                NotAdoptableException refusal = catchThrowableOfType(NotAdoptableException.class, other::ensure);

                assertThat(refusal)
                        .hasMessageContaining(
                                field + " is " + create.body().get(field).asText() + ", not "
                                        + other.body().get(field).asText())
                        .hasMessageContaining("Nothing was created.");
                assertThat(refusal.ids()).hasSize(1);
                assertThat(create.sent()).isEqualTo(1);
            }
        });
    }

    private static Stream<DynamicTest> ensures(ThrowingConsumer<Create> story) {
        return creates(create -> {
            if (create.creates().has("ifAbsent")) {
                scp.clearRequests();
                story.accept(create);
            }
        });
    }

    @Test
    void everyServiceHasSome() {
        assertThat(DocumentedCall.all().stream()
                        .filter(call -> ServiceData.of(call).path("creates").has(call.operationId()))
                        .map(DocumentedCall::service)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(ServiceData.platform());
    }

    private static Stream<DynamicTest> creates(ThrowingConsumer<Create> story) {
        return DocumentedCall.all().stream()
                .filter(call -> ServiceData.of(call).path("creates").has(call.operationId()))
                .flatMap(call -> Stream.of(false, true)
                        .map(async -> DynamicTest.dynamicTest(call + (async ? " async" : ""), () -> {
                            scp.reset();
                            GeneratedClient client = client(call);
                            story.accept(create(async ? client.async() : client, client, call));
                        })));
    }

    private static GeneratedClient client(DocumentedCall call) {
        return CLIENTS.computeIfAbsent(
                call.service() + call.version(),
                key -> GeneratedClient.of(
                        call.service(),
                        call.version(),
                        scp.endpoint("kr-west1"),
                        Platform.KEYS,
                        builder -> builder.clock(CLOCK)));
    }

    // ----- what each needs -----

    private static Create create(GeneratedClient client, GeneratedClient setup, DocumentedCall call) throws Exception {
        Scene scene = new Scene(setup, call);
        Map<String, String> query = Map.of();
        List<String> path = List.of();
        JsonNode body = null;
        switch (call.service() + "/" + call.operationId()) {
            case "filestorage/createVolume" -> body = FILE_VOLUME;
            case "parallel-filestorage/createVolume" -> body = PARALLEL_VOLUME;
            case "filestorage/createSnapshot" ->
                body = json("{'volume_id': '%s'}", scene.make("createVolume", FILE_VOLUME, "volume_id"));
            case "parallel-filestorage/createSnapshot" ->
                body = json("{'volume_id': '%s'}", scene.make("createVolume", PARALLEL_VOLUME, "id"));
            case "filestorage/createSnapshotSchedule" ->
                body = json(
                        "{'volume_id': '%s', 'snapshot_retention_count': 7,"
                                + " 'snapshot_schedule': {'frequency': 'WEEKLY', 'day_of_week': 'SUN', 'hour': '3'}}",
                        scene.make("createVolume", FILE_VOLUME, "volume_id"));
            case "filestorage/createVolumeReplication" ->
                body = json(
                        "{'volume_id': '%s', 'name': 'my_replica', 'region': 'kr-east1', 'zone': 'kr-east1-a',"
                                + " 'replication_type': 'replication', 'replication_frequency': 'hourly'}",
                        scene.make("createVolume", FILE_VOLUME, "volume_id"));
            case "baremetal-blockstorage/createVolume" -> body = BLOCK_VOLUME;
            case "baremetal-blockstorage/createVolumeGroup" ->
                body = json("{'name': 'my-group', 'volume_ids': ['%s'], 'zone': 'kr-west1-a'}", scene.blockVolume());
            case "baremetal-blockstorage/createVolumeSnapshot" -> path = List.of(scene.blockVolume());
            case "baremetal-blockstorage/createVolumeRecovery" -> {
                String volume = scene.blockVolume();
                path = List.of(volume);
                body = json(
                        "{'name': 'my-recovery', 'snapshot_id': '%s'}",
                        scene.make("createVolumeSnapshot", null, "snapshot_id", volume));
            }
            case "baremetal-blockstorage/createVolumeGroupSnapshot" -> path = List.of(scene.blockGroup());
            case "baremetal-blockstorage/createVolumeGroupRecovery" -> {
                String group = scene.blockGroup();
                path = List.of(group);
                body = json(
                        "{'block_storage_name_prefix': 'again-', 'snapshot_id': '%s'}",
                        scene.make("createVolumeGroupSnapshot", null, "snapshot_id", group));
            }
            case "backup/createBackup" ->
                body = json(
                        "{'name': 'nightly', 'policy_category': 'AGENTLESS', 'policy_type': 'VM_IMAGE',"
                                + " 'retention_period': 'WEEK_2', 'server_category': 'VIRTUAL_SERVER', 'server_uuid': '%s',"
                                + " 'zone': 'kr-west1-a', 'schedules': [{'type': 'FULL', 'frequency': 'WEEKLY',"
                                + " 'start_day': 'MON', 'start_time': '09:00:00'}]}",
                        SERVER);
            case "backup/createBackupAgent" ->
                body = json(
                        "{'server_uuid': '%s', 'server_backup_agent_ip': '11.22.33.44', 'zone': 'kr-west1-a',"
                                + " 'subnet_id': '023c57b14f11483689338d085e061492'}",
                        SERVER);
            case "archivestorage/createBucket" -> body = json("{'name': 'my-bucket'}");
            case "archivestorage/createArchivingPolicy" -> {
                query = Map.of("bucketId", scene.make("createBucket", json("{'name': 'my-bucket'}"), "id"));
                body = json("{'object_lifecycle': '1', 'object_path': '/', 'archiving_source_bucket_name': 'source',"
                        + " 'archiving_policy_name': 'my-policy', 'archiving_prefix': '/',"
                        + " 'archiving_source': {'bucket_name': 'source', 'zone': 'kr-west1-sds'}}");
            }
            default -> throw new AssertionError("There is no story for " + call + " yet.");
        }
        return new Create(client, call, path, query, body);
    }

    private static final JsonNode FILE_VOLUME =
            json("{'name': 'my_volume', 'protocol': 'NFS', 'type_name': 'HDD', 'zone': 'kr-west1-a'}");
    private static final JsonNode PARALLEL_VOLUME =
            json("{'name': 'my_volume', 'capacity_tb': 4, 'zone': 'kr-west1-a'}");
    private static final JsonNode BLOCK_VOLUME =
            json("{'name': 'my-volume', 'disk_type': 'SSD', 'size_gb': 16, 'zone': 'kr-west1-a',"
                    + " 'qos': {'iops': 5000, 'throughput': 250},"
                    + " 'attachments': [{'object_id': '83c3c73d457345e3829ee6d5557c0016', 'object_type': 'BM'}]}");

    private static JsonNode json(String text, Object... values) {
        try {
            return Json.MAPPER.readTree(String.format(text, values).replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What has to be there first. */
    private record Scene(GeneratedClient client, DocumentedCall call) {

        String make(String operation, @Nullable JsonNode body, String id, String... path) throws Exception {
            DocumentedCall there = new DocumentedCall(
                    call.service(), call.version(), operation, "", "", Map.of(), null, null, Map.of());
            Object made = new Create(client, there, List.of(path), Map.of(), body).make();
            return Json.MAPPER.valueToTree(made).at("/" + id).textValue();
        }

        String blockVolume() throws Exception {
            String volume =
                    make("createVolume", ((ObjectNode) BLOCK_VOLUME.deepCopy()).put("name", "origin"), "resource_id");
            make("createVolumeSnapshotRate", json("{'snapshot_rate': 100}"), "volume_id", volume);
            return volume;
        }

        String blockGroup() throws Exception {
            return make(
                    "createVolumeGroup",
                    json("{'name': 'origins', 'volume_ids': ['%s'], 'zone': 'kr-west1-a'}", blockVolume()),
                    "resource_id");
        }
    }
}

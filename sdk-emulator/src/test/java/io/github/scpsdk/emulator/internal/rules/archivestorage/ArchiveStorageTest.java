// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.PERIOD;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.TODO;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.aDayPasses;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.archiving;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.bucket;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.filled;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.named;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.policy;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.policyOf;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.recovery;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.recoveryRun;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.source;
import static io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveStorageTest {
    private static final String INVALID = "400 ValidationError";

    private ScpEmulator scp;
    private TestClient client;

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
        client = TestClient.of(scp, "archivestorage 1.1");
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    private JsonNode show(String bucket) {
        return client.ok("GET /buckets/" + bucket);
    }

    private JsonNode versions(String bucket) {
        return client.ok("GET /buckets/" + bucket + "/object-versions" + TODO);
    }

    private JsonNode runs(String bucket) {
        return client.ok("GET /archiving-histories?bucket_id=" + bucket + PERIOD);
    }

    @Test
    void createsAnEmptyBucketThatIsActiveAtOnce() {
        JsonNode shown = show(bucket(client));

        assertThat(shown.path("state").textValue()).isEqualTo("ACTIVE");
        assertThat(shown.path("usage").textValue()).isEqualTo("0");
        assertThat(shown.path("archiving_source_bucket_name").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "Archive", "-abc", "abc-", "a..b", "a.-b", "a-.b", "192.168.1.1", "admin", "a_b"})
    void refusesNamesAgainstTheRules(String name) {
        assertThat(client.refused("POST /buckets", named(name))).isEqualTo(INVALID);
    }

    @Test
    void freesANameOneHourAfterItsBucketIsGone() {
        String id = client.ok("POST /buckets", named("letters")).path("id").textValue();
        assertThat(client.refused("POST /buckets", named("letters"))).isEqualTo("409 archivestorage.Conflict.bucket");
        client.in("kr-east1").ok("POST /buckets", named("letters"));

        client.ok("DELETE /buckets/" + id);
        assertThat(client.refused("GET /buckets/" + id)).isEqualTo("404 archivestorage.Notfound.bucket");
        assertThat(client.refused("POST /buckets", named("letters"))).startsWith("409 ");
        scp.clock().advance(Duration.ofHours(1));
        client.ok("POST /buckets", named("letters"));
    }

    @Test
    void showsABucketWhileItIsBeingDeleted() {
        scp.delay("archivestorage", "deleteBucket", Duration.ofSeconds(30));
        String bucket = bucket(client);
        client.ok("DELETE /buckets/" + bucket);

        assertThat(show(bucket).path("state").textValue()).isEqualTo("DELETING");
        assertThat(client.refused("PUT /buckets/" + bucket + "/versioning", "{'enabled':true}"))
                .isEqualTo("409 archivestorage.Conflict.bucket");
        scp.clock().advance(Duration.ofSeconds(30));
        assertThat(client.refused("GET /buckets/" + bucket)).startsWith("404 ");
    }

    @Test
    void fixesTheSourceWithTheFirstPolicy() {
        String bucket = bucket(client);
        String source = source(client);
        policy(client, bucket, source);
        String policies = "POST /archiving-policies?bucket_id=";

        assertThat(show(bucket).path("archiving_source_bucket_name").textValue())
                .isEqualTo(source);
        assertThat(client.refused(policies + bucket, policyOf(client, source)))
                .isEqualTo("409 archivestorage.Conflict.archiving_policy");
        assertThat(client.refused(policies + bucket, policyOf(client, source(client))))
                .isEqualTo("409 archivestorage.Conflict.source_bucket");
        assertThat(client.refused(policies + bucket(client), policyOf(client, source)))
                .isEqualTo("409 archivestorage.Conflict.source_bucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3651", "-1", "a day"})
    void keepsTheDaysOfAPolicyBetween1And3650(String days) {
        String bucket = bucket(client);
        String policy = policy(client, bucket, source(client));
        String line = "PUT /archiving-policies/" + policy + "?bucket_id=" + bucket;

        assertThat(client.refused(line, "{'object_lifecycle':'" + days + "'}")).isEqualTo(INVALID);
        assertThat(client.ok(line, "{'object_lifecycle':'3650'}")
                        .path("object_lifecycle")
                        .textValue())
                .isEqualTo("3650");
    }

    @Test
    void archivesOnceADayWhatIsOldEnough() {
        String bucket = bucket(client);
        String source = source(client);
        policy(client, bucket, source);
        assertThat(runs(bucket).path("total_count").intValue()).isZero();

        scp.clock().advance(Duration.ofHours(12));
        scp.seed("kr-west1").object(source, "young.txt", 7);
        scp.clock().advance(Duration.ofHours(12));
        assertThat(runs(bucket).path("contents").path(0).path("state").textValue())
                .isEqualTo("SUCCESS");
        assertThat(client.ok("GET /buckets/" + bucket + "/objects").findValuesAsText("object_name"))
                .containsExactly("hello/", "photo.jpg");
        assertThat(show(bucket).path("usage").textValue()).isEqualTo("3601");

        aDayPasses(client);
        assertThat(runs(bucket).path("total_count").intValue()).isEqualTo(2);
        assertThat(show(bucket).path("usage").textValue()).isEqualTo("3608");
    }

    @Test
    void doesNotRunWhileThePolicyIsInactive() {
        String bucket = bucket(client);
        String policy = policy(client, bucket, source(client));
        String state = "PUT /archiving-policies/" + policy + "/state?bucket_id=" + bucket;
        client.ok(state, "{'state':'INACTIVE'}");
        aDayPasses(client);
        assertThat(runs(bucket).path("total_count").intValue()).isZero();

        client.ok(state, "{'state':'ACTIVE'}");
        aDayPasses(client);
        assertThat(runs(bucket).path("total_count").intValue()).isEqualTo(1);
    }

    @Test
    void keepsEarlierVersionsOnlyWithVersioning() {
        String bucket = bucket(client);
        String source = source(client);
        policy(client, bucket, source);
        aDayPasses(client);
        scp.seed("kr-west1").object(source, "hello/TODO.txt", 2);
        scp.clock().advance(Duration.ofDays(2));
        assertThat(versions(bucket).findValuesAsText("size")).containsExactly("2");

        client.ok("PUT /buckets/" + bucket + "/versioning", "{'enabled':true}");
        scp.seed("kr-west1").object(source, "hello/TODO.txt", 3);
        scp.clock().advance(Duration.ofDays(2));
        assertThat(versions(bucket).findValuesAsText("size")).containsExactly("3", "2");
        assertThat(versions(bucket).findValuesAsText("latest")).containsExactly("true", "false");

        client.ok(
                "DELETE /buckets/" + bucket + "/object-versions",
                "{'path':'hello/TODO.txt','versions':[{'id':'" + version(client, bucket) + "'}]}");
        assertThat(versions(bucket).findValuesAsText("size")).containsExactly("2");
        assertThat(versions(bucket).findValuesAsText("latest")).containsExactly("true");
    }

    @Test
    void pagesThroughAFolderByMarker() {
        String objects = "GET /buckets/" + filled(client) + "/objects?limit=1";
        JsonNode first = client.ok(objects);
        JsonNode second = client.ok(objects + "&marker=" + first.path("marker").textValue());

        assertThat(first.path("is_truncated").booleanValue()).isTrue();
        assertThat(first.path("count").intValue()).isEqualTo(1);
        assertThat(second.findValuesAsText("object_name")).containsExactly("photo.jpg");
        assertThat(second.path("is_truncated").booleanValue()).isFalse();
        assertThat(second.path("marker").isNull()).isTrue();
    }

    @Test
    void deletesWholeFoldersAndOverlooksUnknownPaths() {
        String objects = "/buckets/" + filled(client) + "/objects";
        client.ok("DELETE " + objects, "{'paths':['hello/','nothing.txt']}");

        assertThat(client.ok("GET " + objects).findValuesAsText("object_name")).containsExactly("photo.jpg");
    }

    @Test
    void recoversIntoAnotherBucketFromWhichOneCanArchiveAgain() {
        String bucket = filled(client);
        client.ok("PUT /buckets/" + bucket + "/recover-objects", recovery(client, "/", "FOLDER", "back"));
        JsonNode run = client.ok("GET /recovery-histories/detail?" + recoveryRun(client, bucket));
        assertThat(run.path("state").textValue()).isEqualTo("SUCCESS");
        assertThat(run.path("recovery_infos")
                        .path(0)
                        .path("recovery_object_count")
                        .intValue())
                .isEqualTo(2);

        String next = bucket(client);
        policy(client, next, "back");
        aDayPasses(client);
        assertThat(show(next).path("usage").textValue()).isEqualTo("3601");
        assertThat(client.refused(
                        "PUT /buckets/" + bucket + "/recover-objects", recovery(client, "gone", "FILE", "back")))
                .isEqualTo("404 archivestorage.Notfound.object");
    }

    @Test
    void cancelsARunOnceAndKeepsTheBucketMeanwhile() {
        scp.delay("archivestorage", "createArchivingPolicy", Duration.ofMinutes(5));
        String bucket = bucket(client);
        String policy = policy(client, bucket, source(client));
        aDayPasses(client);
        String cancel = "PUT /archiving-histories/cancel-archiving?" + archiving(client, bucket, policy);

        assertThat(client.refused("DELETE /buckets/" + bucket)).isEqualTo("409 archivestorage.Conflict.history");
        client.ok(cancel);
        assertThat(client.refused(cancel)).isEqualTo("409 archivestorage.Conflict.history");
        scp.clock().advance(Duration.ofMinutes(5));
        assertThat(runs(bucket).path("contents").path(0).path("state").textValue())
                .isEqualTo("CANCELED");
        assertThat(show(bucket).path("usage").textValue()).isEqualTo("0");
        client.ok("DELETE /buckets/" + bucket);
    }

    @Test
    void refusesAPeriodThatEndsBeforeItBegins() {
        assertThat(client.refused("GET /archiving-histories?bucket_id=" + bucket(client)
                        + "&start_at_from=2026-02-01T00:00:00Z&start_at_to=2026-01-01T00:00:00Z"))
                .isEqualTo(INVALID);
    }

    /** The guide calls them objects, and its example has texts. */
    @Test
    void deletesVersionsByTheirIdsAsInTheExampleOfTheGuide() {
        String bucket = filled(client);
        String ids = "{'path':'hello/TODO.txt','versions':['" + version(client, bucket) + "','none']}";
        String delete = "DELETE /buckets/" + bucket + "/object-versions";
        long before = show(bucket).path("usage").asLong();

        client.ok(delete, ids);

        assertThat(client.refused("GET /buckets/" + bucket + "/object-versions" + TODO))
                .isEqualTo("404 archivestorage.Notfound.object");
        assertThat(show(bucket).path("usage").asLong()).isLessThan(before).isPositive();
        assertThat(client.refused(delete, ids.replace("'none'", "null"))).isEqualTo(INVALID);
    }

    @Test
    void has1_3AddAPolicyPerPrefixAndDeleteIt() {
        TestClient newer = client.speaking("archivestorage 1.3");
        String bucket = bucket(client);
        String source = source(client);
        String policies = "/archiving-policies?bucket_id=" + bucket;
        String letters = "{'archiving_policy_name':'letters','archiving_source':{'bucket_name':'" + source
                + "'},'archiving_prefix':'hello/','object_lifecycle':'1'}";
        String id = newer.ok("POST " + policies, letters).path("id").textValue();

        assertThat(newer.refused("POST " + policies, letters)).startsWith("409 ");
        newer.ok("POST " + policies, letters.replace("hello/", "photo"));
        aDayPasses(newer);
        assertThat(runs(bucket).path("total_count").intValue()).isEqualTo(2);
        newer.ok("DELETE /archiving-policies/" + id + "?bucket_id=" + bucket);
        assertThat(newer.ok("GET " + policies).path("count").intValue()).isEqualTo(1);
        assertThat(newer.refused("POST " + policies, "{}")).isEqualTo(INVALID);
    }

    @Test
    void refusesBucketsNobodyToldOfWhenReferencesAreStrict() {
        try (ScpEmulator strict = ScpEmulator.builder().strictReferences().start()) {
            TestClient strictly = TestClient.of(strict, "archivestorage 1.1");
            String bucket = bucket(strictly);
            assertThat(strictly.refused("POST /archiving-policies?bucket_id=" + bucket, policyOf(strictly, "unknown")))
                    .isEqualTo("404 archivestorage.Notfound.source_bucket");
            policy(strictly, bucket, source(strictly));
            aDayPasses(strictly);
            assertThat(strictly.refused(
                            "PUT /buckets/" + bucket + "/recover-objects",
                            recovery(strictly, "photo.jpg", "FILE", "unknown")))
                    .isEqualTo("404 archivestorage.Notfound.target_bucket");
        }
    }
}

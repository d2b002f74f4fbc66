// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import io.github.scpsdk.emulator.TestRequest;
import io.github.scpsdk.emulator.internal.rules.Scene;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What each operation of Archive Storage needs. */
public final class ArchiveStorageScenes {
    static final String PERIOD = "&start_at_from=2000-01-01T00:00:00%2B09:00&start_at_to=2999-12-31T23:59:59%2B09:00";

    static final String TODO = "?object_path=hello/TODO.txt";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private ArchiveStorageScenes() {}

    public static Map<String, Scene> all() {
        Map<String, Scene> scenes = new HashMap<>();
        buckets(scenes);
        policies(scenes);
        runs(scenes);
        objects(scenes);
        return scenes;
    }

    private static void buckets(Map<String, Scene> scenes) {
        scenes.put("createBucket", c -> c.request("POST /buckets", named(freshName())));
        scenes.put("listBuckets", c -> {
            bucket(c);
            return c.request("GET /buckets?name=archive&limit=5", "");
        });
        scenes.put("showBucket", c -> c.request("GET /buckets/" + bucket(c), ""));
        scenes.put("deleteBucket", c -> c.request("DELETE /buckets/" + bucket(c), ""));
        for (String setting : new String[] {"Encryption", "Versioning"}) {
            String path = "/" + setting.toLowerCase(Locale.ROOT);
            scenes.put("showBucket" + setting, c -> c.request("GET /buckets/" + bucket(c) + path, ""));
            scenes.put("setBucket" + setting, c -> c.request("PUT /buckets/" + bucket(c) + path, "{'enabled':true}"));
        }
    }

    private static void policies(Map<String, Scene> scenes) {
        scenes.put("createArchivingPolicy", c -> newPolicy(c, bucket(c), source(c)));
        scenes.put("listArchivingPolicies", c -> {
            String bucket = bucket(c);
            policy(c, bucket, source(c));
            return c.request("GET /archiving-policies?bucket_id=" + bucket, "");
        });
        scenes.put("showArchivingPolicy", c -> onPolicy(c, "GET", "", ""));
        scenes.put("setArchivingPolicy", c -> onPolicy(c, "PUT", "", "{'object_lifecycle':'30'}"));
        scenes.put("setArchivingPolicyState", c -> onPolicy(c, "PUT", "/state", "{'state':'INACTIVE'}"));
        scenes.put("deleteArchivingPolicy", c -> onPolicy(c, "DELETE", "", ""));
    }

    private static TestRequest onPolicy(TestClient c, String method, String below, String body) {
        String bucket = bucket(c);
        String policy = policy(c, bucket, source(c));
        return c.request(method + " /archiving-policies/" + policy + below + "?bucket_id=" + bucket, body);
    }

    private static void runs(Map<String, Scene> scenes) {
        scenes.put("listArchivingHistories", c -> {
            String bucket = bucket(c);
            String policy = policy(c, bucket, source(c));
            aDayPasses(c);
            return c.request("GET /archiving-histories?bucket_id=" + bucket + ofPolicy(c, policy) + PERIOD, "");
        });
        scenes.put("showArchivingHistory", c -> {
            String bucket = bucket(c);
            String policy = policy(c, bucket, source(c));
            aDayPasses(c);
            return c.request("GET /archiving-histories/detail?" + archiving(c, bucket, policy), "");
        });
        scenes.put("cancelArchiving", c -> {
            c.emulator().delay("archivestorage", "createArchivingPolicy", Duration.ofMinutes(5));
            String bucket = bucket(c);
            String policy = policy(c, bucket, source(c));
            aDayPasses(c);
            c.emulator().delay("archivestorage", "createArchivingPolicy", Duration.ZERO);
            return c.request("PUT /archiving-histories/cancel-archiving?" + archiving(c, bucket, policy), "");
        });
        scenes.put("listRecoveryHistories", c -> {
            String bucket = filled(c);
            c.ok("PUT /buckets/" + bucket + "/recover-objects", recovery(c, "hello/", "FOLDER", "back"));
            return c.request("GET /recovery-histories?bucket_id=" + bucket + PERIOD, "");
        });
        scenes.put("showRecoveryHistory", c -> {
            String bucket = filled(c);
            c.ok("PUT /buckets/" + bucket + "/recover-objects", recovery(c, "hello/", "FOLDER", "back"));
            return c.request("GET /recovery-histories/detail?" + recoveryRun(c, bucket), "");
        });
        scenes.put("cancelRecovery", c -> {
            String bucket = filled(c);
            c.emulator().delay("archivestorage", "recoverObjects", Duration.ofMinutes(5));
            c.ok("PUT /buckets/" + bucket + "/recover-objects", recovery(c, "hello/", "FOLDER", "back"));
            c.emulator().delay("archivestorage", "recoverObjects", Duration.ZERO);
            return c.request("PUT /recovery-histories/cancel-recovery?" + recoveryRun(c, bucket), "");
        });
    }

    private static void objects(Map<String, Scene> scenes) {
        scenes.put("listBucketObjects", c -> c.request("GET /buckets/" + filled(c) + "/objects?object_path=/", ""));
        scenes.put(
                "deleteBucketObjects",
                c -> c.request("DELETE /buckets/" + filled(c) + "/objects", "{'paths':['hello/']}"));
        scenes.put(
                "listBucketObjectVersions",
                c -> c.request("GET /buckets/" + filled(c) + "/object-versions" + TODO, ""));
        scenes.put("deleteBucketObjectVersions", c -> {
            String bucket = filled(c);
            return c.request(
                    "DELETE /buckets/" + bucket + "/object-versions",
                    "{'path':'hello/TODO.txt','versions':[{'id':'" + version(c, bucket) + "'}]}");
        });
        scenes.put(
                "recoverObjects",
                c -> c.request(
                        "PUT /buckets/" + filled(c) + "/recover-objects",
                        recovery(c, "hello/TODO.txt", "FILE", "back")));
        scenes.put("recoverObjectVersions", c -> {
            String bucket = filled(c);
            return c.request(
                    "PUT /buckets/" + bucket + "/recover-object-versions",
                    "{" + target(c, "back") + ",'source_object_path':'hello/TODO.txt','source_object_version':'"
                            + version(c, bucket) + "','overwrite':true}");
        });
    }

    static String freshName() {
        return "archive-" + COUNT.incrementAndGet();
    }

    static String named(String name) {
        return "{'name':'" + name + "'}";
    }

    static String bucket(TestClient client) {
        return client.ok("POST /buckets", named(freshName())).path("id").textValue();
    }

    /** A bucket of object storage with two objects. */
    static String source(TestClient client) {
        String name = "source-" + COUNT.incrementAndGet();
        client.emulator().seed("kr-west1").object(name, "hello/TODO.txt", 3581).object(name, "photo.jpg", 20);
        return name;
    }

    static TestRequest newPolicy(TestClient client, String bucket, String source) {
        return client.request("POST /archiving-policies?bucket_id=" + bucket, policyOf(client, source));
    }

    static String policyOf(TestClient client, String source) {
        return client.speaks("archivestorage 1.3")
                ? "{'archiving_policy_name':'daily','archiving_source':{'bucket_name':'" + source
                        + "','zone':'kr-west1-sds'},'archiving_prefix':'/','object_lifecycle':'1'}"
                : "{'archiving_source_bucket_name':'" + source + "','object_path':'/','object_lifecycle':'1'}";
    }

    static String policy(TestClient client, String bucket, String source) {
        return client.ok("POST /archiving-policies?bucket_id=" + bucket, policyOf(client, source))
                .path("id")
                .textValue();
    }

    static void aDayPasses(TestClient client) {
        client.emulator().clock().advance(Duration.ofDays(1));
    }

    /** A bucket into which the objects of a source were archived. */
    static String filled(TestClient client) {
        String bucket = bucket(client);
        policy(client, bucket, source(client));
        aDayPasses(client);
        return bucket;
    }

    private static String ofPolicy(TestClient client, String policy) {
        return client.speaks("archivestorage 1.3") ? "&archiving_policy_id=" + policy : "";
    }

    /** The query for the only archiving run. */
    static String archiving(TestClient client, String bucket, String policy) {
        return run(client, "/archiving-histories?bucket_id=" + bucket + ofPolicy(client, policy), bucket);
    }

    /** The query for the only recovery run. */
    static String recoveryRun(TestClient client, String bucket) {
        return run(client, "/recovery-histories?bucket_id=" + bucket, bucket);
    }

    private static String run(TestClient client, String list, String bucket) {
        String id = client.ok("GET " + list + PERIOD)
                .path("contents")
                .path(0)
                .path("id")
                .textValue();
        return "id=" + id + "&bucket_id=" + bucket;
    }

    /** The id of the latest version of the object {@code hello/TODO.txt}. */
    static String version(TestClient client, String bucket) {
        return client.ok("GET /buckets/" + bucket + "/object-versions" + TODO)
                .path("contents")
                .path(0)
                .path("object_version_id")
                .textValue();
    }

    private static String target(TestClient client, String name) {
        return client.speaks("archivestorage 1.3")
                ? "'recovery_target':{'bucket_name':'" + name + "'}"
                : "'recovery_target_bucket_name':'" + name + "'";
    }

    static String recovery(TestClient client, String path, String type, String target) {
        return "{" + target(client, target) + ",'recovery_infos':[{'source_object_path':'" + path + "','object_type':'"
                + type + "'}],'overwrite':false}";
    }
}

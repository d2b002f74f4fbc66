// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scpsdk.emulator.TestRequest.RawResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of wrong request, and the envelope that it gets. */
class RefusalsTest {
    @RegisterExtension
    static final ScpEmulatorExtension STRICT = new ScpEmulatorExtension(
            () -> ScpEmulator.builder().replaying().strictRequests().start());

    private static final String VOLUME = "{\"name\":\"my_volume\",\"protocol\":\"NFS\",\"type_name\":\"HDD\"}";
    private static final String VOLUME_ID = "92cd16fe8ebc4f73832513a172bf0000";

    private final ScpEmulator scp;

    RefusalsTest(ScpEmulator scp) {
        this.scp = scp;
    }

    @BeforeEach
    void forget() {
        scp.clearRequests();
    }

    @Nested
    class ByTheGateway {
        @ParameterizedTest
        @ValueSource(strings = {"Scp-Accesskey", "Scp-Signature", "Scp-Timestamp", "Scp-ClientType"})
        void withoutAHeaderOfTheSignature(String header) throws Exception {
            TestRequest request = TestRequest.files("GET", "/volumes");
            refused(request.header(header, ""), 404, "Not Found", "/kr-west1/v1/volumes", "Without a header " + header);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "/kr-west9/v1/volumes | filestorage 1.1 | '/kr-west9' is no region of filestorage",
                    "/v1/volumes | filestorage 1.1 | '/v1' is no region of filestorage",
                    "/ | filestorage 1.1 | '/' is no region of filestorage",
                    "/kr-west1/backup/v1/volumes | filestorage 1.1 | Scp-Api-Version names filestorage, the path backup",
                    "/kr-west1/v1/volumes | blockstorage 1.0 | Scp-Api-Version names no service",
                    "/kr-west1/v1/volumes | filestorage/1.1 | Scp-Api-Version is not one service name, a space",
                    "/kr-west1/v1/volumes | \"\" | Neither the host nor the path nor a header"
                })
        void whereThereIsNothing(String target, String version, String reason) throws Exception {
            refused(TestRequest.of("GET", target, version), 404, "Not Found", target, reason);
        }

        @ParameterizedTest
        @CsvSource({
            "filestorage.kr-west1.x.samsungsdscloud.com, No service answers at host",
            "filestorage.kr-west1.g.samsungsdscloud.com, No service answers at host",
            "iam.kr-west1.e.samsungsdscloud.com, No service answers at host",
            "localhost.example, No service answers at host",
            "backup.kr-west1.e.samsungsdscloud.com, 'Scp-Api-Version names filestorage, the host backup'"
        })
        void atAHostThatIsNotOfTheService(String host, String reason) throws Exception {
            TestRequest request =
                    TestRequest.of("GET", "/v1/volumes", "filestorage 1.1").header("Host", host);
            refused(request, 404, "Not Found", "/v1/volumes", reason);
        }

        private RawResponse refused(TestRequest request, int status, String error, String path, String reason)
                throws Exception {
            RawResponse response = request.sendTo(scp);
            JsonNode body = json(response);
            assertThat(response.headers().get("Emulator-Reason")).contains(reason);
            assertThat(response.status()).isEqualTo(status);
            assertThat(names(body)).containsExactly("timestamp", "path", "status", "error", "requestId");
            assertThat(body.get("timestamp").textValue())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+00:00");
            assertThat(body.get("path").textValue()).isEqualTo(path);
            assertThat(body.get("status").intValue()).isEqualTo(status);
            assertThat(body.get("error").textValue()).isEqualTo(error);
            assertThat(scp.requests().get(0).refusal()).contains(reason);
            return response;
        }
    }

    @Nested
    class ByTheService {
        @ParameterizedTest
        @CsvSource({
            "GET, /kr-west1/v1/nothing",
            "GET, /kr-west1/v1/volumes/",
            "GET, /kr-west1/v1/volumes/..",
            "GET, /kr-west1/v1/volumes/%2e%2E",
            "GET, /kr-west1/v2/volumes",
            "GET, /kr-west1/v1/backups",
            "DELETE, /kr-west1/v1/volumes",
            "POST, /kr-west1/"
        })
        void forAnActionThatThereIsNot(String method, String target) throws Exception {
            JsonNode error =
                    error(TestRequest.of(method, target, "filestorage 1.1").sendTo(scp), 403, "Forbidden");
            assertThat(error.get("detail").textValue()).isEqualTo("Action definition is not found");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "archivestorage 9.7",
                    "backup 9.7",
                    "baremetal-blockstorage 9.7",
                    "filestorage 9.7",
                    "parallel-filestorage 9.7",
                    "backup 1.3",
                    "archivestorage 1.2"
                })
        void forAVersionThatIsNotServed(String version) throws Exception {
            JsonNode error =
                    error(TestRequest.of("GET", "/kr-west1/v1/volumes", version).sendTo(scp), 406, "NoSuchVersion");
            assertThat(error.get("detail").textValue()).isEqualTo("Version " + version + " is not served here.");
        }

        @ParameterizedTest
        @CsvSource({
            "1.0, replications/zones",
            "1.1, replications/zones",
            "1.2, replications/regions",
        })
        void forAVersionThatLacksTheOperation(String version, String path) throws Exception {
            error(
                    TestRequest.of("GET", "/kr-west1/v1/" + path, "filestorage " + version)
                            .sendTo(scp),
                    406,
                    "NoSuchVersion");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "replications/zones?source_zone=kr-west1-a&replication_type=replication&type_name=HDD",
                    "replications/regions?source_region_name=kr-west1&replication_type=replication&type_name=HDD"
                })
        void notIfNoVersionIsAskedFor(String path) {
            TestRequest request = TestRequest.of("GET", "/kr-west1/filestorage/v1/" + path, "");
            try (ScpEmulator lenient = ScpEmulator.builder().replaying().start()) {
                RawResponse response = request.sendTo(lenient);

                assertThat(response.status()).as(response.body()).isEqualTo(200);
            }
        }

        @Test
        void forOptionsOfAnyPath() throws Exception {
            RawResponse response = TestRequest.files("OPTIONS", "/nothing").sendTo(scp);
            error(response, 403, "Forbidden");
            assertThat(response.headers()).doesNotContainKey("Allow");
        }
    }

    @Nested
    class ForTheSignature {
        @Test
        void ofAnUnknownKey() throws Exception {
            refused(volumes().header("Scp-Accesskey", "nobody"), "header.Scp-Accesskey: is no key that is known here");
        }

        @Test
        void madeWithAnotherSecret() throws Exception {
            refused(volumes().secretKey("another"), "header.Scp-Signature: does not belong to this request");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "PATH?name=%C3%A9 | the path was signed, not the whole URL",
                    "BASEPATH | the query is missing in the URL that was signed",
                    "BASEPATH?name=\u00e9 | the URL was signed as it is before it is percent-encoded",
                    "BASEPATH?name=%25C3%25A9 | the percent-encoded URL was encoded once more before it was signed",
                    "HTTPSPATH?name=%C3%A9 | another scheme (http or https) was signed than was called",
                    "NO-CLIENT | the client type is missing at its end"
                })
        void madeWithAMistakeThatIsKnown(String signed, String mistake) throws Exception {
            String path = "/kr-west1/v1/volumes";
            String url = signed.replace("BASE", "http://127.0.0.1:" + scp.port())
                    .replace("HTTPS", "https://127.0.0.1:" + scp.port())
                    .replace("PATH", path);
            TestRequest request = TestRequest.files("GET", "/volumes?name=%C3%A9");
            refused(
                    url.equals("NO-CLIENT") ? request.signWithout("Scp-ClientType") : request.signUrl(url),
                    "the mistake: " + mistake);
        }

        @Test
        void madeForAnotherAccount() throws Exception {
            String signature = "c2lnbmVkIHdpdGhvdXQgYW4gYWNjb3VudA==";
            refused(
                    volumes().header("Scp-AccountId", "account-1").header("Scp-Signature", signature),
                    "header.Scp-Signature: does not belong to this request; the text to sign is 'GEThttp://127.0.0.1:"
                            + scp.port() + "/kr-west1/v1/volumes");
        }

        @Test
        void madeTooLongAgo() throws Exception {
            refused(at(Duration.ofMinutes(-16)), "behind the clock here; 900 are allowed");
        }

        @Test
        void madeInTheFuture() throws Exception {
            refused(at(Duration.ofMinutes(16)), "ahead of the clock here; 900 are allowed");
        }

        @Test
        void isFineWithinTheWindow() {
            assertThat(at(Duration.ofMinutes(-14)).sendTo(scp).status()).isEqualTo(200);
            assertThat(at(Duration.ofMinutes(14)).sendTo(scp).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"now", "1605290625", "-160529062568", "+1605290625682"})
        void withATimeThatIsNone(String timestamp) throws Exception {
            refused(volumes().header("Scp-Timestamp", timestamp), "header.Scp-Timestamp: Input should be milliseconds");
        }

        @Test
        void ofAnotherClientType() throws Exception {
            refused(volumes().header("Scp-ClientType", "Console"), "header.Scp-ClientType: Input should be 'Openapi'");
        }

        @Test
        void isAcceptedForAKeyThatATestAdds() {
            scp.addKey("added", "its secret");
            TestRequest request = volumes()
                    .header("Scp-Accesskey", "added")
                    .secretKey("its secret")
                    .header("Scp-AccountId", "a-1");
            assertThat(request.sendTo(scp).status()).isEqualTo(200);
        }

        @Test
        void ofAKeyThatATestRemoves() throws Exception {
            scp.addKey("removed", "its canary");
            scp.removeKey("removed");
            refused(
                    volumes().header("Scp-Accesskey", "removed").secretKey("its canary"),
                    "header.Scp-Accesskey: is no key that is known here");
            scp.removeKey(ScpEmulator.DEMO_ACCESS_KEY);
            try {
                refused(volumes(), "header.Scp-Accesskey: is no key that is known here");
            } finally {
                scp.addKey(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY);
            }
            assertThat(volumes().sendTo(scp).status()).isEqualTo(200);
        }

        private TestRequest volumes() {
            return TestRequest.files("GET", "/volumes");
        }

        private TestRequest at(Duration away) {
            return volumes().header("Scp-Timestamp", String.valueOf(System.currentTimeMillis() + away.toMillis()));
        }

        private void refused(TestRequest request, String detail) throws Exception {
            JsonNode error = error(request.sendTo(scp), 401, "Unauthorized");
            assertThat(error.get("detail").textValue()).contains(detail);
        }
    }

    @Nested
    class ForWhatTheDescriptionSays {
        @Test
        void namesEveryFieldOfTheBody() throws Exception {
            refused(
                    post("{\"name\":\"1st\",\"protocol\":\"FTP\",\"snapshot_id\":7,\"size\":10,"
                            + "\"tags\":[{\"key\":\"a\"},{\"value\":\"b\",\"more\":1}]}"),
                    "body.type_name: Field required",
                    "body.name: String should match pattern '^[a-z]([a-z0-9_]){2,20}$'",
                    "body.protocol: String should match pattern '^(NFS|CIFS)$'",
                    "body.snapshot_id: Input should be a valid string",
                    "body.size: Extra inputs are not permitted",
                    "body.tags[1].key: Field required",
                    "body.tags[1].more: Extra inputs are not permitted");
        }

        @Test
        void namesNullWhereThereIsNone() throws Exception {
            refused(post(VOLUME.replace("\"NFS\"", "null")), "body.protocol: Input should be a valid string");
        }

        @Test
        void letsNoLineBreakPassAPattern() throws Exception {
            refused(post(VOLUME.replace("NFS", "NFS\\n")), "body.protocol: String should match pattern '^(NFS|CIFS)$'");
        }

        @Test
        void namesRangesAndEnumerations() throws Exception {
            TestRequest qos = TestRequest.of(
                            "PUT", "/kr-west1/v1/volumes/" + VOLUME_ID + "/qos", "baremetal-blockstorage 1.3")
                    .json("{\"qos\":{\"iops\":1,\"throughput\":2000}}");
            assertThat(details(qos.sendTo(scp))).isNotEmpty().allMatch(d -> d.startsWith("body."));
            TestRequest cycle = TestRequest.of(
                            "PUT",
                            "/kr-west1/v1/volumes/" + VOLUME_ID + "/replications/cycle",
                            "baremetal-blockstorage 1.3")
                    .json("{\"cycle\":\"YEARLY\"}");
            refused(cycle, "body.cycle: Input should be '5MIN', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY'");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"name\": | JSON decode error at line 1",
                    "{\"name\":1}x | JSON decode error at line 1",
                    "{\"name\":1,\"name\":2} | a name is given twice",
                    "[] | Input should be a valid object",
                    "null | Input should be a valid object"
                })
        void namesABodyThatIsNoObject(String body, String detail) throws Exception {
            assertThat(details(post(body).sendTo(scp)))
                    .singleElement()
                    .satisfies(d -> assertThat(d).startsWith("body: ").contains(detail));
        }

        @Test
        void namesABodyThatIsNotUtf8OrTooDeep() throws Exception {
            refused(
                    post("").header("Content-Type", "application/json").body(new byte[] {'"', (byte) 0xe9, '"'}),
                    "body: JSON decode error: not UTF-8");
            assertThat(details(post("[".repeat(100)).sendTo(scp))).hasSize(1);
        }

        @Test
        void namesAMissingBodyAndOneTooMany() throws Exception {
            refused(TestRequest.files("POST", "/volumes"), "body: Field required");
            refused(TestRequest.files("GET", "/volumes").json("{}"), "body: Extra inputs are not permitted");
        }

        @Test
        void namesEveryParameterOfTheQuery() throws Exception {
            refused(
                    TestRequest.files("GET", "/volumes?offset=x&limit=99999999999&page=1&limit2"),
                    "query.offset: Input should be a valid integer",
                    "query.limit: Input should be less than or equal to 2147483647",
                    "query.page: Extra inputs are not permitted",
                    "query.limit2: Extra inputs are not permitted");
            refused(TestRequest.files("GET", "/snapshots"), "query.volume_id: Field required");
            refused(
                    TestRequest.files("GET", "/snapshots?volume_id=a&volume_id=b"),
                    "query.volume_id: Parameter is given 2 times");
            refused(
                    TestRequest.files("GET", "/snapshots?volume_id=%zz"),
                    "query.volume_id: Input should be percent-encoded UTF-8");
        }

        @Test
        void readsPlusInAQueryAsASpace() throws Exception {
            String times = "&start_at_from=2025-04-01T00:00:00+09:00&start_at_to=2025-04-30T23:59:59%2B09:00";
            refused(
                    TestRequest.of("GET", "/kr-west1/v1/archiving-histories?bucket_id=b" + times, "archivestorage 1.1"),
                    "query.start_at_from: Input should be a valid datetime");
        }

        @Test
        void namesEnumerationsInTheQuery() throws Exception {
            refused(
                    TestRequest.of(
                            "GET",
                            "/kr-west1/v1/backups/backup-targets?server_category=PHONE&policy_type=VM_IMAGE",
                            "backup 1.2"),
                    "query.server_category: Input should be 'VIRTUAL_SERVER', 'GPU_SERVER', 'BAREMETAL_SERVER'");
        }

        @Test
        void namesAPathValueThatIsNoText() throws Exception {
            refused(TestRequest.files("GET", "/volumes/%ff"), "path.volume_id: Input should be percent-encoded UTF-8");
        }

        @Test
        void namesHeaders() throws Exception {
            refused(
                    post(VOLUME).header("Accept-Language", "").header("Content-Type", "text/plain"),
                    "header.Accept-Language: Field required",
                    "header.Content-Type: Input should be application/json");
            refused(
                    TestRequest.files("GET", "/volumes")
                            .header("Accept-Language", "en_US")
                            .header("Content-Type", "application/json"),
                    "header.Accept-Language: Input should be languages such as en-US or ko-KR",
                    "header.Content-Type: Extra inputs are not permitted where there is no body");
            refused(
                    TestRequest.files("PUT", "/snapshots/s/restore?volume_id=v").header("Content-Length", ""),
                    "header.Content-Length: Field required");
        }

        @Test
        void quotesNoValue() {
            RawResponse response = post(VOLUME.replace("NFS", "s3cr3t")
                            .replace("}", ",\"cifs_password\":[\"s3cr3t\"]}"))
                    .sendTo(scp);
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body() + response.headers() + scp.requests()).doesNotContain("s3cr3t");
        }

        private TestRequest post(String body) {
            return TestRequest.files("POST", "/volumes").json(body);
        }

        private void refused(TestRequest request, String... details) throws Exception {
            assertThat(details(request.sendTo(scp))).containsExactly(details);
        }

        private List<String> details(RawResponse response) throws Exception {
            List<String> details = new ArrayList<>();
            error(response, 400, "ValidationError").get("detail").forEach(d -> details.add(d.textValue()));
            return details;
        }
    }

    private static JsonNode error(RawResponse response, int status, String code) throws Exception {
        JsonNode body = json(response);
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(names(body)).containsExactly("errors");
        assertThat(body.get("errors")).hasSize(1);
        JsonNode error = body.get("errors").get(0);
        assertThat(names(error))
                .containsExactly(
                        "code",
                        "detail",
                        "global_request_id",
                        "links",
                        "related_resources",
                        "request_id",
                        "response",
                        "status",
                        "title");
        assertThat(error.get("code").textValue()).isEqualTo(code);
        assertThat(error.get("title").textValue()).isEqualTo(code);
        assertThat(error.get("status").intValue()).isEqualTo(status);
        assertThat(error.get("request_id").textValue()).matches("req-[0-9a-f-]{36}");
        assertThat(error.get("global_request_id").textValue()).matches("req-[0-9a-f-]{36}");
        assertThat(error.get("links")).isEmpty();
        assertThat(error.get("related_resources")).isEmpty();
        assertThat(error.get("response").isNull()).isTrue();
        return error;
    }

    private static JsonNode json(RawResponse response) throws Exception {
        assertThat(response.headers()).containsEntry("Content-Type", "application/json");
        return new JsonMapper().readTree(response.body());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

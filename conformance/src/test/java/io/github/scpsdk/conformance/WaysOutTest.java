// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.RawRequest;
import io.github.scpsdk.core.RawResponse;
import io.github.scpsdk.core.ScpClient;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.internal.redact.SecretFields;
import io.github.scpsdk.emulator.Emulator;
import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import io.github.scpsdk.emulator.ZStackEmulator;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import io.github.scpsdk.otccbr.v3_0.OtcCbrClient;
import io.github.scpsdk.unitrends.v1_0.UnitrendsClient;
import io.github.scpsdk.zstack.v1_0.ZStackClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import nl.altindag.log.LogCaptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests and responses that this SDK does not know, through the clients of every service; and requests as commands for a shell. */
@Timeout(120)
class WaysOutTest {

    private static final ScpCredentials KEYS =
            ScpCredentials.of(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY);

    private static FileStorageClient files(URI endpoint) {
        return FileStorageClient.builder()
                .endpointOverride(endpoint)
                .credentials(KEYS)
                .build();
    }

    @Test
    void everyVersionOfEveryServiceTakesRawRequests() throws Exception {
        try (ScpEmulator emulator = ScpEmulator.start()) {
            List<String> seen = new ArrayList<>();
            for (DocumentedCall call : DocumentedCall.all()) {
                if (seen.contains(call.service() + " " + call.version())) {
                    continue;
                }
                seen.add(call.service() + " " + call.version());
                try (GeneratedClient client = GeneratedClient.of(
                        call.service(), call.version(), emulator.endpoint("kr-west1"), KEYS, builder -> {})) {
                    ScpClient scp = client.scp();
                    RawResponse versions = scp.raw(RawRequest.get("/"));
                    assertThat(versions.json().get("versions").elements())
                            .as(call.service())
                            .hasSameSizeAs(scp.versions());
                    assertThatThrownBy(() -> scp.raw(RawRequest.get("/v1/../admin")))
                            .isInstanceOf(ScpValidationException.class);
                    assertThat(scp.statistics().service()).isEqualTo(call.service());
                }
            }
            assertThat(seen).hasSizeGreaterThan(12);
        }
    }

    @Test
    void whatIsMadeByRawRequestsIsThereForTheOthers() {
        try (ScpEmulator emulator = ScpEmulator.start();
                FileStorageClient files = files(emulator.endpoint("kr-west1"))) {
            RawResponse created = files.raw(
                    RawRequest.post("/v1/volumes")
                            .json(
                                    "{\"name\":\"my_volume\",\"protocol\":\"NFS\",\"type_name\":\"HDD\",\"zone\":\"kr-west1-a\"}"));
            assertThat(created.info().status()).isEqualTo(202);
            String id = created.json().get("volume_id").asText();
            assertThat(files.showVolume(id).name()).startsWith("my_volume");

            RawResponse shown = files.async()
                    .raw(RawRequest.get("/v1/volumes/{volume_id}", id))
                    .join();
            assertThat(shown.json().get("id")).isEqualTo(JsonValue.of(id));
            assertThat(files.raw(RawRequest.get("/v1/volumes")
                                    .query("type_name", "HDD")
                                    .query("limit", "5"))
                            .json()
                            .get("filestorages")
                            .elements())
                    .isNotEmpty();

            files.raw(RawRequest.delete("/v1/volumes/{volume_id}", id));
            assertThatThrownBy(() -> files.raw(RawRequest.get("/v1/volumes/{volume_id}", "no-such-volume")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("/v1/volumes/no-such-volume");
        }
    }

    @Test
    void aFieldThatThisSdkDoesNotKnowCanBeRead() {
        try (ScpEmulator emulator = ScpEmulator.builder().replaying().start();
                FileStorageClient files = files(emulator.endpoint("kr-west1"))) {
            emulator.respondWith(
                    call -> Response.json(
                            200,
                            "{\"count\":1,\"filestorages\":[{\"id\":\"v-1\",\"name\":\"a\",\"encryption\":{\"key\":\"k-1\"}}],\"next\":7}"));
            AtomicReference<RawResponse> came = new AtomicReference<>();
            assertThat(files.withOptions(o -> o.onRawResponse(came::set))
                            .listVolumes()
                            .filestorages())
                    .hasSize(1);
            assertThat(came.get().unknownFields())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "/filestorages/0/encryption",
                            JsonValue.of(Map.of("key", "k-1")),
                            "/next",
                            JsonValue.of(7)));
        }
    }

    @Test
    void neighboursLogInForRawRequests() {
        ScpCredentials user = ScpCredentials.login(Emulator.DEMO_USER, Emulator.DEMO_PASSWORD);
        try (OtcCbrEmulator otc = OtcCbrEmulator.start();
                OtcCbrClient client = OtcCbrClient.builder()
                        .endpointOverride(otc.endpoint("eu-de"))
                        .credentials(user.withLoginField("domain", OtcCbrEmulator.DEMO_DOMAIN)
                                .withLoginField("project", "project-1"))
                        .build()) {
            assertThat(client.raw(RawRequest.get("/v3/{project_id}/vaults", "project-1"))
                            .info()
                            .status())
                    .isEqualTo(200);
        }
        try (UnitrendsEmulator unitrends = UnitrendsEmulator.start();
                UnitrendsClient client = UnitrendsClient.builder()
                        .endpointOverride(unitrends.endpoint())
                        .credentials(user)
                        .build()) {
            assertThat(client.raw(RawRequest.get("/api/replication/pending")).json())
                    .isNotNull();
        }
        try (ZStackEmulator zstack = ZStackEmulator.start();
                ZStackClient client = ZStackClient.builder()
                        .endpointOverride(zstack.endpoint())
                        .credentials(user)
                        .build()) {
            assertThat(client.async()
                            .raw(RawRequest.get("/zstack/v1/volume-backups"))
                            .join()
                            .json()
                            .get("inventories"))
                    .isNotNull();
        }
    }

    @Test
    void aLineOfTheLogOfCommandsRunsInAShell() throws Exception {
        try (ScpEmulator emulator =
                        ScpEmulator.builder().replaying().strictRequests().start();
                FileStorageClient files = files(emulator.endpoint("kr-west1"));
                LogCaptor log = LogCaptor.forName("io.github.scpsdk.curl")) {
            log.setLogLevelToTrace();
            files.listVolumes(p -> p.name("it's & mine").limit(5));
            files.createVolume(v -> v.name("my_volume")
                    .protocol("NFS")
                    .typeName("HDD")
                    .zone("kr-west1-a")
                    .tags(t -> t.key("who").value("it's $HOME `me` \"é\"")));
            log.resetLogLevel();
            List<String> lines = log.getTraceLogs();
            assertThat(lines)
                    .hasSize(2)
                    .allSatisfy(line ->
                            assertThat(line).doesNotContain(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY));
            List<String> sent = emulator.requests().stream()
                    .map(request -> request.method() + " " + request.target() + " " + request.bodyText())
                    .toList();
            emulator.clearRequests();
            for (String line : lines) {
                run(line.substring(line.indexOf("SCP_TIMESTAMP")));
            }
            assertThat(emulator.requests().stream()
                            .map(request -> request.method() + " " + request.target() + " " + request.bodyText()))
                    .isEqualTo(sent);
            assertThat(emulator.requests())
                    .allSatisfy(request -> assertThat(request.status()).isBetween(200, 299));
        }
    }

    private static void run(String command) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        shell.environment().put("SCP_ACCESS_KEY", ScpEmulator.DEMO_ACCESS_KEY);
        shell.environment().put("SCP_SECRET_KEY", ScpEmulator.DEMO_SECRET_KEY);
        Process process = shell.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assumeTrue(!output.contains("not found"), output); // neither curl nor openssl is everywhere
        assertThat(process.exitValue()).as(output).isZero();
    }

    /** What a description marks as a secret, the masks of raw requests and of logged bodies know by its name. */
    @Test
    void theNameOfEverySecretFieldGivesItAway() throws Exception {
        Set<String> secrets = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("../api"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml") && !path.endsWith("decisions.yaml"))
                    .toList()) {
                secretFields(new YAMLMapper().readTree(file.toFile()), secrets);
            }
        }
        assertThat(secrets).contains("cifs_password", "auth_token", "session_id");
        assertThat(secrets).allMatch(SecretFields::isSecret);
        assertThat(Stream.of("name", "id", "description", "zone", "protocol", "volume_id", "type_name", "size"))
                .noneMatch(SecretFields::isSecret);
    }

    private static void secretFields(JsonNode node, Set<String> into) {
        node.properties().forEach(field -> {
            if (field.getValue().path("format").asText().equals("password")) {
                // a parameter has its name beside its schema
                into.add(field.getKey().equals("schema") ? node.path("name").asText("token") : field.getKey());
            }
        });
        node.forEach(child -> secretFields(child, into));
    }
}

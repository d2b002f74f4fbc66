// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.ResponseInfo;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.model.Volume;
import io.github.scpsdk.filestorage.model.VolumeCreateResponse;
import io.github.scpsdk.filestorage.v1_1.FileStorageAsyncClient;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The views of a generated client, as an application meets them. */
class ViewsTest {

    private ScpEmulator emulator;
    private FileStorageClient files;

    @BeforeEach
    void start() {
        emulator = ScpEmulator.builder().replaying().strictRequests().start();
        files = FileStorageClient.builder()
                .endpointOverride(emulator.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .build();
    }

    @AfterEach
    void stop() {
        files.close();
        emulator.close();
    }

    @Test
    void stagesGoOnWithEachOther() throws Exception {
        FileStorageAsyncClient async = files.async();
        String name = async.createVolume(
                        v -> v.name("my_volume").protocol("NFS").typeName("HDD"))
                .thenCompose(created -> async.showVolume(created.volumeId()))
                .thenApply(volume -> volume.name())
                .get(60, TimeUnit.SECONDS);
        assertThat(name).isNotBlank();
    }

    @Test
    void whatABuilderRefusesIsInTheFuture() {
        CompletableFuture<VolumeCreateResponse> future = files.async().createVolume(v -> v.name("my_volume"));
        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ScpValidationException.class);
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void optionsHoldForBothKindsOfClient() {
        CallOptions options = CallOptions.of(o -> o.header("X-Trace", "t-1").language("ko-KR"));
        files.withOptions(options).listVolumes();
        files.async().withOptions(options).listVolumes().join();
        files.withOptions(options).async().listVolumes().join();
        assertThat(emulator.requests()).hasSize(3).allSatisfy(request -> {
            assertThat(request.header("X-Trace")).isEqualTo("t-1");
            assertThat(request.header("Accept-Language")).isEqualTo("ko-KR");
        });

        assertThatThrownBy(() -> files.withOptions(o -> o.header("scp-timestamp", "1")))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageContaining("scp-timestamp is set by the SDK itself");
    }

    @Test
    void bothKindsOfClientSayWhereTheyGo() {
        assertThat(files.async().endpoint()).isEqualTo(files.endpoint());
        assertThat(files.async().withOptions(o -> o.maxAttempts(1)).endpoint().url())
                .isEqualTo(files.endpoint().url());
    }

    @Test
    void onAnswerIsToldOfEachPage() {
        AtomicReference<ResponseInfo> response = new AtomicReference<>();
        FileStorageClient asking = files.withOptions(o -> o.onResponse(response::set));
        assertThat(asking.listVolumesPaginator().iterator().hasNext()).isTrue();
        assertThat(response.get().operation()).isEqualTo("listVolumes");
        assertThat(response.get().status()).isEqualTo(200);
    }

    @Test
    void listsAreWalkedWithoutWaiting() {
        List<String> blocking = files.listVolumesPaginator(p -> p.limit(1)).stream()
                .map(Volume::id)
                .toList();
        List<String> ids = new ArrayList<>();
        files.async()
                .listVolumesPaginator(p -> p.limit(1))
                .forEach(volume -> ids.add(volume.id()))
                .join();
        assertThat(ids).isNotEmpty().isEqualTo(blocking);
    }

    @Test
    void closingAViewDoesNothingAndClosingTheClientEndsAll() {
        FileStorageClient view = files.withOptions(o -> o.maxAttempts(1));
        FileStorageAsyncClient async = files.async();
        view.close();
        async.close();
        assertThat(view.listVolumes()).isNotNull();
        assertThat(async.listVolumes().join()).isNotNull();

        files.close();
        assertThatThrownBy(view::listVolumes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> async.listVolumes().join()).hasCauseInstanceOf(IllegalStateException.class);
    }
}

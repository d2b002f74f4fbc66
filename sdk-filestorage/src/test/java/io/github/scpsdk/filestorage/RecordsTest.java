// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.filestorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.filestorage.model.ReplicationListResponse;
import io.github.scpsdk.filestorage.model.Snapshot;
import io.github.scpsdk.filestorage.model.SnapshotListResponse;
import io.github.scpsdk.filestorage.model.Tag;
import io.github.scpsdk.filestorage.model.VolumeCreateRequest;
import io.github.scpsdk.filestorage.model.VolumeCreateRequestV1Dot2;
import io.github.scpsdk.filestorage.model.VolumeShowResponse;
import io.github.scpsdk.filestorage.v1_1.DeleteSnapshotParams;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What generated records promise. */
class RecordsTest {

    private static final Tag TAG = Tag.builder().key("team").value("storage").build();

    @Test
    void buildNamesEverythingThatIsMissingInARequest() {
        assertThatThrownBy(() -> VolumeCreateRequest.builder().name("my_volume").build())
                .isInstanceOf(ScpValidationException.class)
                .hasMessage("VolumeCreateRequest is not complete. Missing: protocol, typeName.");
    }

    @Test
    void buildNamesWhatIsWrongBesideWhatIsMissing() {
        assertThatThrownBy(() -> VolumeCreateRequest.builder()
                        .name("My Volume")
                        .protocol("FTP")
                        .build())
                .isInstanceOfSatisfying(
                        ScpValidationException.class,
                        e -> assertThat(e.violations()).hasSize(3))
                .hasMessage("VolumeCreateRequest is not complete. Missing: typeName."
                        + " Also wrong: VolumeCreateRequest.name must match ^[a-z]([a-z0-9_]){2,20}$;"
                        + " VolumeCreateRequest.protocol must match ^(NFS|CIFS)$.");
    }

    @Test
    void saysHowToFindZonesWhenOneIsMissing() {
        assertThatThrownBy(() -> VolumeCreateRequestV1Dot2.builder()
                        .name("my_volume")
                        .protocol("NFS")
                        .typeName("HDD")
                        .build())
                .isInstanceOf(ScpValidationException.class)
                .hasMessage("VolumeCreateRequestV1Dot2 is not complete. Missing: zone."
                        + " zone: an availability zone of the account, for example kr-west1-a; listVolumes shows those of"
                        + " its volumes, and listVolumeReplicationZones lists none for a source zone that the account does"
                        + " not have.");
    }

    @Test
    void buildNamesMissingQueryParameters() {
        assertThatThrownBy(() -> DeleteSnapshotParams.builder().build())
                .isInstanceOf(ScpValidationException.class)
                .hasMessage("DeleteSnapshotParams is not complete. Missing: volumeId.");
    }

    @Test
    void aResponseForATestSetsOnlyWhatTheTestNeeds() {
        VolumeShowResponse volume = VolumeShowResponse.builder().id("v-1").build();

        assertThat(volume.id()).isEqualTo("v-1");
        assertThat(volume.name()).isNull();
    }

    @Test
    void constructorsNeverCheck() {
        assertThat(new VolumeCreateRequest(null, null, null, null, null, null).tags())
                .isEmpty();
    }

    @Test
    void listsAreCopiedWithoutNullsAndUnmodifiable() {
        List<Tag> tags = new ArrayList<>(Arrays.asList(TAG, null));
        VolumeCreateRequest request = complete().tags(tags).build();
        tags.clear();

        assertThat(request.tags()).containsExactly(TAG);
        assertThatThrownBy(() -> request.tags().add(TAG)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void toBuilderVariesARecord() {
        VolumeCreateRequest request = complete().tags(List.of(TAG)).build();

        VolumeCreateRequest other = request.toBuilder().name("other").build();

        assertThat(other.name()).isEqualTo("other");
        assertThat(other.toBuilder().name("my_volume").build()).isEqualTo(request);
    }

    @Test
    void passwordsAreNotInTheText() {
        VolumeCreateRequest request = complete().cifsPassword("s3cret").build();

        assertThat(request.toString())
                .contains("name=my_volume", "cifsPassword=***")
                .doesNotContain("s3cret");
        assertThat(request.toBuilder().toString()).doesNotContain("s3cret");
        assertThat(complete().build().toString()).contains("cifsPassword=null");
    }

    @Test
    void aChainSetsSomeThingsOnlyNowAndThen() {
        boolean tagged = true;

        VolumeCreateRequest request = complete()
                .with(volume -> {
                    if (tagged) {
                        volume.tags(List.of(TAG));
                    }
                })
                .build();

        assertThat(request.tags()).containsExactly(TAG);
    }

    @Test
    void aConsumerThatIsNullIsRefusedByName() {
        Consumer<VolumeCreateRequest.Builder> nothing = null;

        assertThatNullPointerException()
                .isThrownBy(() -> complete().with(nothing))
                .withMessage("VolumeCreateRequest: what fills the builder is null");
    }

    @Test
    void anyObjectMapperWithTheTimeModuleReadsAndPrints() throws Exception {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        String json = """
                {"count": 1, "snapshots": [{"id": "s-1", "created_at": "2024-07-30T04:54:33Z", "new_field": 1}],
                 "snapshot_size_total_byte": 9000000000}
                """;

        SnapshotListResponse read = mapper.readValue(json, SnapshotListResponse.class);

        assertThat(read.snapshotSizeTotalByte()).isEqualTo(9_000_000_000L);
        assertThat(read.snapshots())
                .extracting(Snapshot::createdAt)
                .containsExactly(OffsetDateTime.parse("2024-07-30T04:54:33Z"));
        assertThat(mapper.readValue(mapper.writeValueAsString(read), SnapshotListResponse.class))
                .isEqualTo(read);
        assertThat(mapper.writeValueAsString(read)).doesNotContain("null", "new_field");
    }

    @Test
    void anyObjectMapperReadsTimesAsTheClientDoes() throws Exception {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());

        assertThat(createdAt(mapper, "\"2024-07-30T04:54:33.219373\""))
                .isEqualTo(OffsetDateTime.parse("2024-07-30T04:54:33.219373Z"));
        OffsetDateTime inSeoul = OffsetDateTime.parse("2024-07-30T13:54:33+09:00");
        assertThat(createdAt(mapper, "\"2024-07-30T13:54:33+09:00\"")).isEqualTo(inSeoul);
        assertThat(createdAt(mapper, mapper.writeValueAsString(inSeoul.toString()))
                        .getOffset())
                .isEqualTo(inSeoul.getOffset());
        assertThat(createdAt(mapper, "\"\"")).isNull();
        assertThatThrownBy(() -> createdAt(mapper, "\"yesterday\""))
                .isInstanceOf(ValueInstantiationException.class)
                .hasMessageContaining("created_at");
        assertThatThrownBy(() -> createdAt(mapper, "{}")).isInstanceOf(MismatchedInputException.class);
    }

    @Test
    void jackson3ReadsAndPrintsTimesAsTheClientDoes() {
        tools.jackson.databind.ObjectMapper mapper = new tools.jackson.databind.json.JsonMapper();
        Snapshot inSeoul = Snapshot.builder()
                .id("s-1")
                .createdAt(OffsetDateTime.parse("2024-07-30T13:54:33+09:00"))
                .build();

        assertThat(mapper.writeValueAsString(inSeoul)).contains("\"created_at\":\"2024-07-30T13:54:33+09:00\"");
        assertThat(mapper.readValue(mapper.writeValueAsString(inSeoul), Snapshot.class))
                .isEqualTo(inSeoul);
        assertThat(mapper.readValue("{\"created_at\":\"2024-07-30T04:54:33.5\"}", Snapshot.class)
                        .createdAt())
                .isEqualTo(OffsetDateTime.parse("2024-07-30T04:54:33.5Z"));
        assertThatThrownBy(() -> mapper.readValue("{\"created_at\":\"yesterday\"}", Snapshot.class))
                .hasMessageContaining("created_at is no date-time");
    }

    private static OffsetDateTime createdAt(ObjectMapper mapper, String time) throws Exception {
        return mapper.readValue("{\"created_at\": " + time + "}", Snapshot.class)
                .createdAt();
    }

    @Test
    void printsEmptyListsOnlyWhereRequired() throws Exception {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());

        assertThat(mapper.writeValueAsString(complete().build()))
                .isEqualTo("{\"name\":\"my_volume\",\"protocol\":\"CIFS\",\"type_name\":\"HDD\"}");
        assertThat(mapper.writeValueAsString(complete().tags(List.of(TAG)).build()))
                .endsWith(",\"tags\":[{\"key\":\"team\",\"value\":\"storage\"}]}");
        assertThat(mapper.writeValueAsString(ReplicationListResponse.builder().build()))
                .isEqualTo("{\"replications\":[]}");
    }

    private static VolumeCreateRequest.Builder complete() {
        return VolumeCreateRequest.builder().name("my_volume").protocol("CIFS").typeName("HDD");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.scpsdk.filestorage.model.VolumeListResponse;
import java.io.IOException;
import java.io.InputStream;

/** Reads a list of volumes with databind. */
final class DatabindReader implements ByHand.Reader {

    private final ObjectReader reader = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(VolumeListResponse.class);

    @Override
    public VolumeListResponse read(InputStream body) throws IOException {
        return reader.readValue(body);
    }
}

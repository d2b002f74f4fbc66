// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads JSON. Loading this class takes longer than the rest of the emulator's start, so that the first call does it. */
public final class Json {
    /** With Jackson's own settings. */
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
}

// SPDX-License-Identifier: Apache-2.0
module demo {
    requires io.github.scpsdk.emulator;
    requires io.github.scpsdk.filestorage;
    requires io.github.scpsdk.micrometer;
    requires io.github.scpsdk.opentelemetry;
}

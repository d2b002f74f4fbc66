// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import io.github.scpsdk.emulator.ZStackEmulator;
import io.github.scpsdk.otccbr.v3_0.OtcCbrClient;
import io.github.scpsdk.unitrends.v1_0.UnitrendsClient;
import io.github.scpsdk.zstack.v1_0.ZStackClient;

/** Clients of the systems of others, for emulators. */
final class Elsewhere {

    private Elsewhere() {}

    /** A client for a project in a region. For the cloud itself leave out the endpoint. */
    static OtcCbrClient client(OtcCbrEmulator otc, String region, String project) {
        return OtcCbrClient.builder()
                .region(region)
                .endpointOverride(otc.endpoint(region))
                .credentials(ScpCredentials.login(OtcCbrEmulator.DEMO_USER, OtcCbrEmulator.DEMO_PASSWORD)
                        .withLoginField("domain", OtcCbrEmulator.DEMO_DOMAIN)
                        .withLoginField("project", project))
                .build();
    }

    /** A client of the appliance. For one of yours, pin its certificate, too: {@code .pinnedCertificates(pem)}. */
    static UnitrendsClient client(UnitrendsEmulator emulator) {
        return UnitrendsClient.builder()
                .endpointOverride(emulator.endpoint())
                .credentials(ScpCredentials.login(UnitrendsEmulator.DEMO_USER, UnitrendsEmulator.DEMO_PASSWORD))
                .build();
    }

    /** A client of the management node. */
    static ZStackClient client(ZStackEmulator emulator) {
        return ZStackClient.builder()
                .endpointOverride(emulator.endpoint())
                .credentials(ScpCredentials.login(ZStackEmulator.DEMO_USER, ZStackEmulator.DEMO_PASSWORD))
                .build();
    }
}

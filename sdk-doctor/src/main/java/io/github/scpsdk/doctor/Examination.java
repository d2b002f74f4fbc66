// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.doctor;

import io.github.scpsdk.core.CheckReport;
import io.github.scpsdk.core.CheckReport.Finding;
import io.github.scpsdk.core.CheckReport.Problem;
import io.github.scpsdk.core.CheckReport.Status;
import io.github.scpsdk.core.ScpClient;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.doctor.Clients.Client;
import java.util.List;

/** Checks one client, also where its settings do not even make a client. */
final class Examination {

    private Examination() {}

    static CheckReport of(Client examined) {
        try (ScpClient client = examined.builder().get().build()) {
            return client.check();
        } catch (ScpConfigurationException e) {
            boolean keys = isBuiltWithOtherKeys(examined);
            return new CheckReport(
                    examined.service() + " " + examined.version(),
                    List.of(new Finding(
                            "settings",
                            Status.FAILED,
                            keys ? Problem.KEYS : Problem.SETTINGS,
                            List.of(String.valueOf(e.getMessage())),
                            keys
                                    ? "Put both halves of a key pair into one of the places that are named."
                                    : "Set or correct what is named.")));
        }
    }

    /** Whether the keys are all that is wrong. Nothing is sent. */
    private static boolean isBuiltWithOtherKeys(Client examined) {
        try (ScpClient client = examined.builder()
                .get()
                .credentials(ScpCredentials.of("none", "none"))
                .build()) {
            return client.endpoint() != null;
        } catch (ScpConfigurationException e) {
            return false;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpEnvironment;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;

/** Builds a client where libraries are too old, and insists on being told so. */
public final class DependencyCheckMain {

    private DependencyCheckMain() {}

    /** The arguments are what the message must say. */
    public static void main(String[] expected) {
        String message = message();
        for (String text : expected) {
            if (!message.contains(text)) {
                throw new AssertionError("The message should contain '" + text + "' but is: " + message);
            }
        }
        System.out.println("As it should be: " + message);
    }

    private static String message() {
        try (FileStorageClient client = FileStorageClient.builder()
                .region("kr-west1")
                .environment(ScpEnvironment.ENTERPRISE)
                .credentials(ScpCredentials.of("an-access-key", "a-secret-key"))
                .build()) {
            throw new AssertionError("Built " + client);
        } catch (ScpConfigurationException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

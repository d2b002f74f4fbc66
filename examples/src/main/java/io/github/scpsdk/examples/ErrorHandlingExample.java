// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpClientException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.filestorage.model.VolumeProtocol;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;

/** What can go wrong, and how a program distinguishes it. Creates nothing. */
public final class ErrorHandlingExample {

    private ErrorHandlingExample() {}

    public static void main(String[] args) {
        try (Target target = Target.of(args);
                FileStorageClient files = target.client(FileStorageClient.builder(), "nothing");
                FileStorageClient wrongKeys = target.configure(FileStorageClient.builder())
                        .credentials(ScpCredentials.of("no-such-key", "no-such-secret"))
                        .build()) {

            say("a body with values missing", () -> files.createVolume(v -> v.protocol(VolumeProtocol.NFS)));
            say(
                    "a name that breaks the documented pattern",
                    () -> files.createVolume(v -> v.name("No Capitals")
                            .protocol(VolumeProtocol.NFS)
                            .typeName("HDD")
                            .zone("kr-west1-a")));
            say("an id that would climb out of the path", () -> files.showVolume(".."));
            say("keys that the platform does not know", () -> wrongKeys.listVolumes());
            System.out.println("Done.");
        }
    }

    private static void say(String mistake, Runnable call) {
        System.out.println("With " + mistake + ":");
        try {
            call.run();
            System.out.println("  nothing went wrong");
        } catch (ScpValidationException e) {
            System.out.println("  refused before anything was sent: " + e.getMessage());
        } catch (UnauthorizedException e) {
            System.out.println("  not let in: " + e.getMessage());
        } catch (ScpServiceException e) {
            System.out.println("  the platform said no (" + e.status() + "): " + e.getMessage());
        } catch (OutcomeUnknownException e) {
            System.out.println("  may or may not have been carried out; check before you try again: " + e.getMessage());
        } catch (ScpClientException e) {
            System.out.println("  never got a response: " + e.getMessage());
        }
    }
}

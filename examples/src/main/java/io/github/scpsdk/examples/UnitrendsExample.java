// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import io.github.scpsdk.unitrends.model.PendingRequest;
import io.github.scpsdk.unitrends.v1_0.UnitrendsClient;
import java.util.List;
import java.util.Objects;

/** Accepts one appliance that asks to replicate to ours, and rejects another. */
public final class UnitrendsExample {

    private UnitrendsExample() {}

    public static void main(String[] args) {
        Target.refuseLive(args, "for a system of yours, give its endpoint, its user and its certificate");
        try (UnitrendsEmulator emulator = UnitrendsEmulator.start()) {
            System.out.println(
                    "Running against an emulator on " + emulator.endpoint() + "; nothing leaves this machine.");
            emulator.seed().source("branch.example.com", "BRANCH-1");
            emulator.seed().source("stranger.example.net", "STRANGER");
            try (UnitrendsClient appliance = Elsewhere.client(emulator)) {
                decide(appliance);
            }
        }
        System.out.println("Done.");
    }

    private static void decide(UnitrendsClient appliance) {
        List<PendingRequest> waiting = appliance.listPendingSources().pending();
        print(waiting);
        long storage =
                Objects.requireNonNull(appliance.listStorage().storage().get(0).id());
        for (PendingRequest request : waiting) {
            long id = Objects.requireNonNull(request.requestId());
            boolean known = String.valueOf(request.host()).endsWith(".example.com");
            if (known) {
                appliance.resolveSource(r -> r.requestId(id).accept(true).storageId(storage));
            } else {
                appliance.resolveSource(r -> r.requestId(id).accept(false).message("We do not know you."));
            }
            System.out.println((known ? "Accepted " : "Rejected ") + request.host() + ".");
        }
        try { // the appliance says 500, and means no
            appliance.resolveSource(
                    r -> r.requestId(Objects.requireNonNull(waiting.get(0).requestId()))
                            .accept(true)
                            .storageId(storage));
        } catch (ServerErrorException e) {
            System.out.println(
                    "A second time it refuses: " + e.response().errors().get(0).detail());
        }
        Table table = new Table("system", "role", "host");
        appliance.listSystems().appliance().forEach(system -> table.row(system.name(), system.role(), system.host()));
        table.print();
    }

    private static void print(List<PendingRequest> waiting) {
        Table table = new Table("request", "host", "state");
        waiting.forEach(request -> table.row(request.requestId(), request.host(), request.status()));
        table.print();
    }
}

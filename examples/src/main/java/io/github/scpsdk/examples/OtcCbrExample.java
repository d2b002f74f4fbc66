// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.otccbr.model.BackupReplicateReqBody;
import io.github.scpsdk.otccbr.model.CheckpointCreate;
import io.github.scpsdk.otccbr.model.CheckpointParameters;
import io.github.scpsdk.otccbr.model.OperationType;
import io.github.scpsdk.otccbr.model.ProtectType;
import io.github.scpsdk.otccbr.model.ResourceType;
import io.github.scpsdk.otccbr.v3_0.OtcCbrClient;
import java.util.Objects;
import java.util.UUID;

/** Backs up a server in Open Telekom Cloud, and replicates the backup to another region. */
public final class OtcCbrExample {

    private static final String PROJECT = "f841e01fd2b14e7fa41b6ae7aa6b0594";
    private static final String PROJECT_AWAY = "68589cac08274b82b4e254268a3862d8";

    private OtcCbrExample() {}

    public static void main(String[] args) {
        Target.refuseLive(args, "for a system of yours, give its endpoint, its user and its certificate");
        try (OtcCbrEmulator otc = OtcCbrEmulator.start()) {
            System.out.println("Running against an emulator on " + otc.endpoint() + "; nothing leaves this machine.");
            String server = UUID.randomUUID().toString();
            otc.seed("eu-de", PROJECT).vault("v-home", "home");
            otc.seed("eu-nl", PROJECT_AWAY).vaultForReplicas("v-away", "away");
            try (OtcCbrClient here = Elsewhere.client(otc, "eu-de", PROJECT);
                    OtcCbrClient there = Elsewhere.client(otc, "eu-nl", PROJECT_AWAY)) {
                protect(here, server);
                replicate(here, there);
            }
        }
        System.out.println("Done.");
    }

    private static void protect(OtcCbrClient cbr, String server) {
        cbr.addVaultResources(
                PROJECT, "v-home", r -> r.resources(one -> one.id(server).type(ResourceType.SERVER)));
        var point = cbr.createCheckpointAndWait(
                PROJECT,
                r -> r.checkpoint(CheckpointCreate.builder()
                        .vaultId("v-home")
                        .parameters(
                                CheckpointParameters.builder().name("nightly").build())
                        .build()));
        System.out.println(
                "The restore point of the vault home is " + point.checkpoint().status() + ".");
    }

    private static void replicate(OtcCbrClient here, OtcCbrClient there) {
        var backup = here.listBackupsPaginator(PROJECT, p -> p.vaultId("v-home")).stream()
                .findFirst()
                .orElseThrow();
        var replication = here.replicateBackup(
                        PROJECT,
                        Objects.requireNonNull(backup.id()),
                        r -> r.replicate(BackupReplicateReqBody.builder()
                                .name("nightly-copy")
                                .destinationProjectId(PROJECT_AWAY)
                                .destinationRegion("eu-nl")
                                .destinationVaultId("v-away")
                                .build()))
                .replication();
        System.out.printf(
                "Sent the backup from %s to %s.%n", replication.sourceRegion(), replication.destinationRegion());
        var task = here.listOperationLogsPaginator(PROJECT, p -> p.operationType(OperationType.REPLICATION)).stream()
                .findFirst()
                .orElseThrow();
        here.waiters().operationSucceeded(PROJECT, Objects.requireNonNull(task.id()));
        Table table = new Table("region", "backup", "kind", "state");
        there.listBackupsPaginator(PROJECT_AWAY, p -> p.imageType(ProtectType.REPLICATION))
                .forEach(copy -> table.row("eu-nl", copy.name(), copy.imageType(), copy.status()));
        table.print();
    }
}

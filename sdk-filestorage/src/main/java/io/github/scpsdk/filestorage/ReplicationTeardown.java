// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.filestorage;

import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.filestorage.model.ReplicationPolicy;

/**
 * Ends replications of volumes. The platform demands an order and a side: a replication is paused and deleted in the
 * region of the replica, with the id of the replica's volume; a disk backup ends when its target volume is deleted. Both
 * volumes of a replication stay, and the replica costs money until it is deleted.
 *
 * <p>A teardown that failed half way can be started again. Thread-safe.
 */
public final class ReplicationTeardown {

    private static final String BACKUP = "backup";
    private static final String PAUSED = "paused";

    private ReplicationTeardown() {}

    /** A replication as the versions of the API show it. */
    private record Shown(
            String type, String policy, String source, String sourceRegion, String replica, String replicaRegion) {}

    /** A region, as the client of one version sees it. */
    private interface Side {

        Side in(String region);

        Shown show(String volume);

        void pause(String volume);

        void delete(String volume);

        void deleteVolume(String volume);

        void awaitGone(String volume);
    }

    /**
     * Ends a replication: pauses it, deletes it at the replica's side, and waits until neither side knows it.
     *
     * @param client of the region of either volume; the other region is reached through it
     * @param replicationId the replication
     * @param volumeId the volume of that replication in the client's region
     * @param options limit and interval of each wait
     */
    public static void run(
            io.github.scpsdk.filestorage.v1_2.FileStorageClient client,
            String replicationId,
            String volumeId,
            WaitOptions options) {
        run(new SideV1_2(client, replicationId, options), volumeId);
    }

    /**
     * Ends a replication: pauses it, deletes it at the replica's side, and waits until neither side knows it.
     *
     * @param client of the region of either volume; the other region is reached through it
     * @param replicationId the replication
     * @param volumeId the volume of that replication in the client's region
     * @param options limit and interval of each wait
     */
    public static void run(
            io.github.scpsdk.filestorage.v1_1.FileStorageClient client,
            String replicationId,
            String volumeId,
            WaitOptions options) {
        run(new SideV1_1(client, replicationId, options), volumeId);
    }

    /**
     * Ends a replication: pauses it, deletes it at the replica's side, and waits until neither side knows it.
     *
     * @param client of the region of either volume; the other region is reached through it
     * @param replicationId the replication
     * @param volumeId the volume of that replication in the client's region
     * @param options limit and interval of each wait
     */
    @SuppressWarnings("deprecation") // served as long as the platform serves it
    public static void run(
            io.github.scpsdk.filestorage.v1_0.FileStorageClient client,
            String replicationId,
            String volumeId,
            WaitOptions options) {
        run(new SideV1_0(client, replicationId, options), volumeId);
    }

    private static void run(Side called, String volume) {
        Shown shown;
        try {
            shown = called.show(volume);
        } catch (NotFoundException e) {
            if (e.response().envelope() == ErrorResponse.Envelope.SERVICE) {
                return; // it has ended
            }
            throw e;
        }
        Side replica = called.in(shown.replicaRegion());
        if (shown.type().equalsIgnoreCase(BACKUP)) {
            replica.deleteVolume(shown.replica());
        } else {
            if (!shown.policy().equalsIgnoreCase(PAUSED)) {
                replica.pause(shown.replica());
            }
            replica.delete(shown.replica());
        }
        called.in(shown.sourceRegion()).awaitGone(shown.source());
    }

    private record SideV1_2(io.github.scpsdk.filestorage.v1_2.FileStorageClient client, String id, WaitOptions options)
            implements Side {

        @Override
        public Side in(String region) {
            return new SideV1_2(client.inRegion(region), id, options);
        }

        @Override
        public Shown show(String volume) {
            var shown = client.showVolumeReplication(id, p -> p.volumeId(volume));
            return new Shown(
                    shown.replicationType(),
                    shown.replicationPolicy(),
                    shown.sourceVolumeId(),
                    shown.sourceVolumeRegion(),
                    shown.replicationVolumeId(),
                    shown.replicationVolumeRegion());
        }

        @Override
        public void pause(String volume) {
            client.setVolumeReplication(
                    id,
                    p -> p.volumeId(volume),
                    r -> r.replicationUpdateType("policy").replicationPolicy(ReplicationPolicy.PAUSED));
            client.waiters().volumeReplicationPaused(id, volume, options);
        }

        @Override
        public void delete(String volume) {
            client.deleteVolumeReplicationAndWait(
                    id,
                    io.github.scpsdk.filestorage.v1_2.DeleteVolumeReplicationParams.builder()
                            .volumeId(volume)
                            .build(),
                    options);
        }

        @Override
        public void deleteVolume(String volume) {
            client.deleteVolumeAndWait(volume, options);
        }

        @Override
        public void awaitGone(String volume) {
            client.waiters().volumeReplicationDeleted(id, volume, options);
        }
    }

    private record SideV1_1(io.github.scpsdk.filestorage.v1_1.FileStorageClient client, String id, WaitOptions options)
            implements Side {

        @Override
        public Side in(String region) {
            return new SideV1_1(client.inRegion(region), id, options);
        }

        @Override
        public Shown show(String volume) {
            var shown = client.showVolumeReplication(id, p -> p.volumeId(volume));
            return new Shown(
                    shown.replicationType(),
                    shown.replicationPolicy(),
                    shown.sourceVolumeId(),
                    shown.sourceVolumeRegion(),
                    shown.replicationVolumeId(),
                    shown.replicationVolumeRegion());
        }

        @Override
        public void pause(String volume) {
            client.setVolumeReplication(
                    id,
                    p -> p.volumeId(volume),
                    r -> r.replicationUpdateType("policy").replicationPolicy(ReplicationPolicy.PAUSED));
            client.waiters().volumeReplicationPaused(id, volume, options);
        }

        @Override
        public void delete(String volume) {
            client.deleteVolumeReplicationAndWait(
                    id,
                    io.github.scpsdk.filestorage.v1_1.DeleteVolumeReplicationParams.builder()
                            .volumeId(volume)
                            .build(),
                    options);
        }

        @Override
        public void deleteVolume(String volume) {
            client.deleteVolumeAndWait(volume, options);
        }

        @Override
        public void awaitGone(String volume) {
            client.waiters().volumeReplicationDeleted(id, volume, options);
        }
    }

    @SuppressWarnings("deprecation") // served as long as the platform serves it
    private record SideV1_0(io.github.scpsdk.filestorage.v1_0.FileStorageClient client, String id, WaitOptions options)
            implements Side {

        @Override
        public Side in(String region) {
            return new SideV1_0(client.inRegion(region), id, options);
        }

        @Override
        public Shown show(String volume) {
            var shown = client.showVolumeReplication(id, p -> p.volumeId(volume));
            return new Shown(
                    shown.replicationType(),
                    shown.replicationPolicy(),
                    shown.sourceVolumeId(),
                    shown.sourceVolumeRegion(),
                    shown.replicationVolumeId(),
                    shown.replicationVolumeRegion());
        }

        @Override
        public void pause(String volume) {
            client.setVolumeReplication(
                    id,
                    p -> p.volumeId(volume),
                    r -> r.replicationUpdateType("policy").replicationPolicy(ReplicationPolicy.PAUSED));
            client.waiters().volumeReplicationPaused(id, volume, options);
        }

        @Override
        public void delete(String volume) {
            client.deleteVolumeReplicationAndWait(
                    id,
                    io.github.scpsdk.filestorage.v1_0.DeleteVolumeReplicationParams.builder()
                            .volumeId(volume)
                            .build(),
                    options);
        }

        @Override
        public void deleteVolume(String volume) {
            client.deleteVolumeAndWait(volume, options);
        }

        @Override
        public void awaitGone(String volume) {
            client.waiters().volumeReplicationDeleted(id, volume, options);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import io.github.scpsdk.emulator.internal.rules.ServiceRules;

/** Archive Storage: buckets, filled by the runs of policies, emptied into object storage by recoveries. */
public final class ArchiveStorageRules implements ServiceRules {
    static final String SERVICE = "archivestorage";

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public void register(Registration book) {
        book.on("createBucket", Buckets::create)
                .on("listBuckets", Buckets::list)
                .on("showBucket", Buckets::show)
                .on("deleteBucket", Buckets::delete)
                .when(Buckets.DELETED, Buckets::disappear)
                .when(BucketNames.FREE, (name, world) -> world.store().remove(name));
        book.on("showBucketEncryption", call -> Buckets.showSetting(call, Buckets.ENCRYPTED))
                .on("setBucketEncryption", call -> Buckets.set(call, Buckets.ENCRYPTED))
                .on("showBucketVersioning", call -> Buckets.showSetting(call, Buckets.VERSIONED))
                .on("setBucketVersioning", call -> Buckets.set(call, Buckets.VERSIONED));
        book.on("createArchivingPolicy", Policies::create)
                .on("listArchivingPolicies", Policies::list)
                .on("showArchivingPolicy", Policies::show)
                .on("setArchivingPolicy", Policies::set)
                .on("setArchivingPolicyState", Policies::setState)
                .on("deleteArchivingPolicy", Policies::delete)
                .when(Archivings.DAY_CAME, Archivings::start);
        book.on("listArchivingHistories", Archivings::list)
                .on("showArchivingHistory", call -> Runs.show(call, Archivings.KIND))
                .on("cancelArchiving", call -> Runs.cancel(call, Archivings.KIND))
                .when(Archivings.ENDED, Archivings::end);
        book.on("recoverObjects", Recoveries::ofObjects)
                .on("recoverObjectVersions", Recoveries::ofVersion)
                .on("listRecoveryHistories", call -> Runs.list(call, Recoveries.KIND))
                .on("showRecoveryHistory", call -> Runs.show(call, Recoveries.KIND))
                .on("cancelRecovery", call -> Runs.cancel(call, Recoveries.KIND))
                .when(Recoveries.ENDED, Recoveries::end);
        book.on("listBucketObjects", ObjectList::list)
                .on("deleteBucketObjects", StoredObjects::delete)
                .on("listBucketObjectVersions", Versions::list)
                .on("deleteBucketObjectVersions", Versions::delete)
                .when(Versions.DELETED, Versions::disappear);
    }
}

// SPDX-License-Identifier: Apache-2.0
import io.github.scpsdk.core.NotFoundException
import io.github.scpsdk.core.ScpEnvironment
import io.github.scpsdk.filestorage.model.VolumeProtocol
import io.github.scpsdk.filestorage.v1_2.FileStorageClient
import kotlinx.coroutines.future.await

suspend fun main() {
    FileStorageClient.builder().region("kr-west1").environment(ScpEnvironment.ENTERPRISE).build().use { files ->
        val async = files.async()
        val volume = async.createVolumeAndWait {
            it.name("my_volume").zone("kr-west1-a").protocol(VolumeProtocol.NFS).typeName("HDD")
        }.await()                                     // suspends; no thread waits
        val path: String? = volume.path               // null until the volume can be mounted
        println("${volume.name} is ${volume.state}, at ${path ?: "no path yet"}")

        try {
            async.showVolume("no-such-volume").await()
        } catch (e: NotFoundException) {              // the exception itself, without a CompletionException around it
            println("not found: ${e.status()}")
        }

        for (found in files.listVolumesPaginator { it.typeName("HDD") }) {
            println("${found.name}, created ${found.createdAt}")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// What the compiler must refuse, each line for what its comment says, and nothing else.
import io.github.scpsdk.core.ScpCredentials
import io.github.scpsdk.core.ScpCredentialsProvider
import io.github.scpsdk.filestorage.v1_2.FileStorageAsyncClient
import io.github.scpsdk.filestorage.v1_2.FileStorageClient
import kotlinx.coroutines.future.await

fun records(files: FileStorageClient) {
    val volume = files.showVolume("id")
    println(volume.name.length + (volume.path?.length ?: 0))
    println(volume.path.length) // only safe (?.) or non-null asserted (!!.) calls are allowed
    val path: String = volume.path // initializer type mismatch
    println(path)
}

fun arguments(files: FileStorageClient) {
    files.showVolume(null) // null cannot be a value of a non-null type 'String'
    files.inRegion(null) // null cannot be a value of a non-null type 'String'
    files.createVolume { it.name("my_volume").cifsPassword(null).snapshotId(null) }
    files.createVolume { it.name(null) } // null cannot be a value of a non-null type 'String'
    files.withOptions { it.timeout(null) } // null cannot be a value of a non-null type 'Duration'
    FileStorageClient.builder().region(null) // null cannot be a value of a non-null type 'String'
    ScpCredentials.of("access", null) // null cannot be a value of a non-null type 'String'
}

suspend fun futures(files: FileStorageAsyncClient) {
    val volume = files.showVolume("id").await()
    println(volume.zone.length)
    println(volume.azType.length) // only safe (?.) or non-null asserted (!!.) calls are allowed
}

fun callbacks() {
    ScpCredentialsProvider { ScpCredentials.of("access", "secret") }
    ScpCredentialsProvider { null } // null cannot be a value of a non-null type
}

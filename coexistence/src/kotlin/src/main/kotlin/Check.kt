// SPDX-License-Identifier: Apache-2.0
import io.github.scpsdk.emulator.ScpEmulator
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import java.nio.file.Files
import kotlinx.coroutines.runBlocking
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler

/** Runs the page's program against the emulator, then sees the compiler refuse what [folder][arguments] says that it must. */
fun main(arguments: Array<String>) {
    ScpEmulator.builder().start().use { scp ->
        System.setProperty("scp.endpointOverride", scp.endpoint("kr-west1").toString())
        System.setProperty("scp.accessKey", ScpEmulator.DEMO_ACCESS_KEY)
        System.setProperty("scp.secretKey", ScpEmulator.DEMO_SECRET_KEY)
        runBlocking { main() }
    }

    val source = File(arguments[0], "Refused.kt")
    val wanted = source.readLines().mapIndexedNotNull { index, line ->
        Regex("\\S.* // (.+)").find(line)?.let { index + 1 to it.groupValues[1] }
    }.toMap()
    val refused = errors(source)
    for (line in (wanted.keys + refused.keys).sorted()) {
        check(refused[line]?.contains(wanted[line] ?: "nothing") == true) {
            "Line $line must be refused with '${wanted[line]}', and is with '${refused[line]}'."
        }
    }
    println("${wanted.size} lines are refused.")
}

/** The compiler's errors by line. */
private fun errors(source: File): Map<Int, String> {
    val said = ByteArrayOutputStream()
    val classes = Files.createTempDirectory("refused").toFile()
    try {
        val exit = K2JVMCompiler().exec(
            PrintStream(said), "-no-stdlib", "-classpath", System.getProperty("java.class.path"), "-d", classes.path, source.path
        )
        check(exit == ExitCode.COMPILATION_ERROR) { "$exit: $said" }
    } finally {
        classes.deleteRecursively()
    }
    return Regex("Refused\\.kt:(\\d+):\\d+: error: (.*)").findAll(said.toString())
        .associate { it.groupValues[1].toInt() to it.groupValues[2] }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program that prints keys. Messages show neither its arguments nor what it prints. Thread-safe. */
final class CredentialsProcess implements ScpCredentialsProvider {

    private final Duration limit;
    private final List<String> command;
    private final String name;

    CredentialsProcess(Duration limit, List<String> command) {
        this.limit = CachedCredentialsProvider.positive("time limit of the credentials process", limit);
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new ScpConfigurationException("The command of the credentials process is empty. Give a program.");
        }
        this.command = command;
        this.name = "process " + program(command.get(0));
    }

    private static String program(String command) {
        try {
            Path file = Path.of(command).getFileName();
            return file == null ? command : file.toString();
        } catch (InvalidPathException e) {
            return "with an impossible name";
        }
    }

    @Override
    public ScpCredentials credentials() {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException | RuntimeException e) { // its message quotes the command
            throw new ScpConfigurationException(
                    "The " + name + " cannot be started (" + e.getClass().getSimpleName()
                            + "). Check that the program is there and may be run; its whole path is best.");
        }
        try {
            byte[] output = output(process);
            try {
                return KeyFields.read("output of the " + name, JsonTexts.read(output));
            } catch (JsonTexts.Unreadable e) {
                throw new ScpConfigurationException("The output of the " + name + " " + e.getMessage() + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScpInterruptedException(
                    "The " + name + " was ended, because the thread that waited for it was interrupted.",
                    null,
                    CallSummary.NONE);
        } finally {
            end(process);
        }
    }

    private byte[] output(Process process) throws InterruptedException {
        long start = System.nanoTime();
        FutureTask<byte[]> reading = new FutureTask<>(() -> {
            process.getOutputStream().close(); // it gets no input
            return process.getInputStream().readNBytes(JsonTexts.MAX_BYTES + 1);
        });
        Thread reader = new Thread(reading, "scp-sdk-credentials-output");
        reader.setDaemon(true);
        reader.start(); // reading a pipe can neither be interrupted nor limited
        byte[] output;
        try {
            output = reading.get(nanos(limit), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw tooLong();
        } catch (ExecutionException e) {
            throw new ScpConfigurationException("The output of the " + name + " cannot be read.");
        }
        if (output.length > JsonTexts.MAX_BYTES) {
            throw new ScpConfigurationException(
                    "The " + name + " printed more than 64 KiB, which no keys are. It was ended.");
        }
        if (!process.waitFor(nanos(limit) - (System.nanoTime() - start), TimeUnit.NANOSECONDS)) {
            throw tooLong();
        }
        if (process.exitValue() != 0) {
            throw new ScpConfigurationException("The " + name + " ended with the exit code " + process.exitValue()
                    + ". What it writes is not shown, because that may hold keys: run it by hand to see it.");
        }
        return output;
    }

    private ScpConfigurationException tooLong() {
        return new ScpConfigurationException(
                "The " + name + " and its output did not end within " + limit.toMillis() / 1000.0
                        + " s. It was ended. Give it more time, or find out by hand what it waits for.");
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofDays(1)) < 0 ? duration.toNanos() : TimeUnit.DAYS.toNanos(1);
    }

    /** Kills what still runs, with what it has started. */
    private static void end(Process process) {
        if (process.isAlive()) {
            List<ProcessHandle> started = process.descendants().toList();
            process.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

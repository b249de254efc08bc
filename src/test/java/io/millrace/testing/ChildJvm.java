package io.millrace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of ours with its log in a file. It never outlives this JVM, and every wait for it has an end. */
final class ChildJvm implements AutoCloseable {
    /** Connect's own hook waits for tasks and for Jetty; a worker has been seen to need 2.5 s, and once more than 15. */
    private static final long STOP_SECONDS = 20;

    private static final int TAIL_LINES = 60;
    /** What makes a small server start in two seconds on a busy machine; not for anything that measures speed. */
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private final Process process;
    private final Path log;
    private final Thread endWithUs;

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.endWithUs = new Thread(process::destroyForcibly, "end-" + log.getFileName());
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    static ChildJvm start(KafkaJars jars, Path log, List<String> options, String... mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(options);
        command.addAll(List.of("-cp", jars.classPath()));
        command.addAll(List.of(mainAndArguments));
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            return new ChildJvm(
                    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + mainAndArguments[0], e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** For a process that does one thing and ends by itself. */
    void awaitSuccess(long seconds) {
        if (!hasEndedWithin(seconds) || process.exitValue() != 0) {
            close();
            throw new AssertionError("failed: " + log + tail());
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    void kill9() {
        process.destroyForcibly();
        hasEndedWithin(STOP_SECONDS);
        forget();
    }

    @Override
    public void close() {
        process.destroy();
        if (!hasEndedWithin(STOP_SECONDS)) {
            kill9();
        }
        forget();
    }

    String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return "\n--- the end of " + log + "\n" + String.join("\n", last);
        } catch (IOException e) {
            return "\n--- " + log + " cannot be read: " + e.getMessage();
        }
    }

    private boolean hasEndedWithin(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return false;
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(endWithUs);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook does what it is for.
        }
    }
}

package io.millrace.faults;

import io.millrace.testing.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of a few megabytes for the tables, which can be filled to its last byte. It is a tmpfs, and so needs
 * the right to mount; without it, the tables lie where all else does, and nothing fills. The thread that strikes.
 */
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "size=512m";
    private static final long SECONDS = 10;
    private static final int CHUNK = 1024 * 1024;

    private final Path directory;
    private final boolean mounted;

    private SmallDisk(Path directory, boolean mounted) {
        this.directory = directory;
        this.mounted = mounted;
    }

    static SmallDisk mount() {
        Path directory = Target.fresh("disk");
        boolean mounted = succeeds("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", directory.toString());
        return new SmallDisk(directory, mounted);
    }

    boolean isMounted() {
        return mounted;
    }

    /** Where the server may keep its files. */
    Path tables() throws IOException {
        return Files.createDirectories(directory.resolve("tables"));
    }

    /** Takes all the room that is left. */
    void fill() {
        byte[] nothing = new byte[CHUNK];
        for (int length = CHUNK; length >= 1; length /= 2) {
            fill(nothing, length);
        }
    }

    private void fill(byte[] nothing, int length) {
        try (OutputStream out = Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(nothing, 0, length);
            }
        } catch (IOException full) {
            // As it should be: a smaller piece may still fit.
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command[0], e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (mounted) {
            // Lazily: a server that was killed a moment ago may still have a file open.
            succeeds("umount", "-l", directory.toString());
        }
    }
}

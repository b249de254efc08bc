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
import java.util.stream.Stream;

/**
 * A file system of a few megabytes for the tables, which can be filled to its last byte. It is a tmpfs, and so needs
 * the right to mount; without it, the tables lie where all else does, and nothing fills. The thread that strikes.
 */
final class SmallDisk implements AutoCloseable {
    /** Begins the name of each one's directory; the number of the process that mounted it follows. */
    private static final String NAME = "disk-";

    private static final Path MOUNTS = Path.of("/proc/mounts");
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
        unmountStale();
        Path directory = Target.fresh(NAME + ProcessHandle.current().pid());
        boolean mounted = succeeds("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", directory.toString());
        return new SmallDisk(directory, mounted);
    }

    /** A test that was killed could not unmount its own, which would keep their memory. */
    private static void unmountStale() {
        Path servers = Target.directory().resolve("servers");
        if (!Files.isReadable(MOUNTS)) {
            return;
        }
        try (Stream<String> mounts = Files.lines(MOUNTS)) {
            mounts.map(mount -> Path.of(mount.split(" ")[1]))
                    .filter(mount -> servers.equals(mount.getParent())
                            && isStale(mount.getFileName().toString()))
                    .forEach(SmallDisk::unmount);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what is mounted", e);
        }
    }

    private static boolean isStale(String name) {
        if (!name.startsWith(NAME)) {
            return false;
        }
        String[] parts = name.split("-");
        return parts.length < 3 || ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
    }

    private static void unmount(Path directory) {
        // Lazily: a server that was killed a moment ago may still have a file open.
        succeeds("umount", "-l", directory.toString());
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
            unmount(directory);
        }
    }
}

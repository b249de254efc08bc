package io.millrace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The build's output directory: where the packaged plugin is found, and where logs and data of test servers go. */
public final class Target {
    private Target() {}

    public static Path directory() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target");
    }

    /** The directory whose only child is the unpacked plugin: what a worker has as plugin.path. */
    public static Path pluginPath() {
        Path plugins = directory().resolve("connect-plugin");
        if (!Files.isDirectory(plugins.resolve("millrace-postgres-sink"))) {
            throw new IllegalStateException(plugins + " holds no plugin: run `mvn -DskipTests package` first");
        }
        return plugins;
    }

    /** This directory below the output directory, without what an earlier run left in it. */
    public static Path emptied(String name) {
        Path wanted = directory().resolve(name);
        try {
            if (Files.exists(wanted)) {
                delete(wanted);
            }
            return Files.createDirectories(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + wanted, e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A new directory below the output directory, so that no run meets what an earlier one left. */
    public static Path fresh(String name) {
        try {
            Path parent = Files.createDirectories(directory().resolve("servers"));
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for " + name, e);
        }
    }
}

package io.millrace.faults;

import io.millrace.testing.KafkaJars;
import io.millrace.testing.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The packaged plugin with one line of its sources changed for the worse, so that the judge can be judged. The change
 * must fit the sources as they are: one that no longer does fails, and is to be made anew. Immutable.
 *
 * @param source below the main sources
 */
record Mutant(String name, String source, String sound, String broken) {
    private static final String PLUGIN = "millrace-postgres-sink";

    /** A partition's number is its slot for ever, so what comes back of an older opening counts for the newer one. */
    static Mutant withoutGenerations() {
        return new Mutant("generations", "io/millrace/ack/OffsetLedger.java", """
                        slots.add(ledger);
                        open.put(ledger.partition(), slots.size() - 1);
                        return slots.size() - 1;
                """, """
                        int slot = ledger.number();
                        while (slots.size() <= slot) {
                            slots.add(null);
                        }
                        slots.set(slot, ledger);
                        open.put(ledger.partition(), slot);
                        return slot;
                """);
    }

    /** A batch whose commit went unanswered is written again, though its offsets are stored already. */
    static Mutant withoutExpectedOffset() {
        return new Mutant(
                "expected-offset",
                "io/millrace/write/OffsetTable.java",
                "AND o.epoch = b.epoch AND o.next_offset IS NOT DISTINCT FROM b.start",
                "AND o.epoch = b.epoch");
    }

    /** A refused record counts as reported when its report was only sent. */
    static Mutant withoutWaitingForReports() {
        return new Mutant(
                "reports",
                "io/millrace/Reports.java",
                "sent.add(new Sent(arrival, refused.reason(), refused.then()));",
                "refused.then().run();");
    }

    /** A directory that a worker can have as plugin.path. */
    Path plugins() throws IOException {
        Path plugins = Target.fresh("mutant-" + name);
        Path plugin = Files.createDirectories(plugins.resolve(PLUGIN));
        for (Path jar : list(Target.pluginPath().resolve(PLUGIN))) {
            Files.copy(jar, plugin.resolve(jar.getFileName()));
        }
        Path classes = Files.createDirectories(plugins.resolveSibling(plugins.getFileName() + "-classes"));
        compile(mutated(classes), classes);
        replace(ourJar(plugin), classes);
        return plugins;
    }

    private Path mutated(Path home) throws IOException {
        String text = Files.readString(sources().resolve(source));
        int at = text.indexOf(sound);
        if (at < 0 || text.indexOf(sound, at + 1) >= 0) {
            throw new AssertionError("the mutation '" + name + "' does not fit " + source + " any more: adapt it");
        }
        Path file = home.resolve(Path.of(source).getFileName());
        return Files.writeString(file, text.replace(sound, broken));
    }

    private static Path sources() {
        return Target.directory().resolveSibling("src/main/java");
    }

    private static void compile(Path file, Path classes) throws IOException {
        String classPath = Stream.concat(
                        Stream.of(Target.directory().resolve("classes")),
                        Stream.concat(
                                list(KafkaJars.current().libs()).stream(),
                                list(Target.pluginPath().resolve(PLUGIN)).stream()))
                .map(Path::toString)
                .collect(Collectors.joining(":"));
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-cp",
                        classPath,
                        "-d",
                        classes.toString(),
                        file.toString());
        if (exit != 0) {
            throw new AssertionError(file + " does not compile");
        }
    }

    private static Path ourJar(Path plugin) throws IOException {
        return list(plugin).stream()
                .filter(jar -> jar.getFileName().toString().startsWith(PLUGIN))
                .findFirst()
                .orElseThrow();
    }

    private static void replace(Path jar, Path classes) throws IOException {
        URI uri = URI.create("jar:" + jar.toUri());
        try (FileSystem inside = FileSystems.newFileSystem(uri, Map.of());
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path each :
                    compiled.filter(it -> it.toString().endsWith(".class")).toList()) {
                Path place = inside.getPath(classes.relativize(each).toString());
                Files.copy(each, place, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(it -> it.toString().endsWith(".jar")).toList();
        }
    }
}

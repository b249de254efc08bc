package io.millrace.bench;

import io.millrace.bench.discard.DiscardConnector;
import io.millrace.bench.discard.DiscardTask;
import io.millrace.testing.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the sink that throws records away as a worker wants a plugin. Stateless. */
final class DiscardPlugin {
    private static final List<Class<?>> CLASSES = List.of(DiscardConnector.class, DiscardTask.class);
    private static final String MANIFEST = "META-INF/services/org.apache.kafka.connect.sink.SinkConnector";

    private DiscardPlugin() {}

    /** Gives the directory that holds it. */
    static Path pack() throws IOException {
        Path plugins = Target.emptied("bench/discard");
        Path plugin = Files.createDirectories(plugins.resolve("discard"));
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(plugin.resolve("discard.jar")))) {
            for (Class<?> type : CLASSES) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(name));
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
            }
            jar.putNextEntry(new ZipEntry(MANIFEST));
            jar.write(DiscardConnector.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return plugins;
    }
}

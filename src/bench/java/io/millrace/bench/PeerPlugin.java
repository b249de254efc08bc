package io.millrace.bench;

import io.millrace.testing.KafkaJars;
import io.millrace.testing.Target;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Debezium's JDBC sink as its plugin archive has it, isolated as by a worker: it sees its own jars, and of ours only
 * Kafka's clients, Connect's API and the logger. One thread.
 */
final class PeerPlugin implements AutoCloseable {
    static final String CONNECTOR = "io.debezium.connector.jdbc.JdbcSinkConnector";

    private static final String TASK = "io.debezium.connector.jdbc.JdbcSinkConnectorTask";

    /** What it does not bring along, and takes from the worker. */
    private static final String OF_THE_WORKER = "(connect-runtime|jackson-(core|databind|annotations))-.*\\.jar";

    private final URLClassLoader loader;
    private final Logger hibernate = Logger.getLogger("org.hibernate");

    private PeerPlugin(URLClassLoader loader) {
        this.loader = loader;
        hibernate.setLevel(Level.SEVERE);
    }

    /** Where the build unpacked it: the directory whose only child is the plugin. */
    static Path path() {
        return Target.directory().resolve("peer");
    }

    static PeerPlugin load() throws IOException {
        ClassLoader shared = new Shared(jars(KafkaJars.current().libs(), OF_THE_WORKER));
        URLClassLoader loader = new URLClassLoader("peer", jars(path(), ".*\\.jar"), shared);
        // A worker does so too: drivers make themselves known to the DriverManager as they are loaded.
        ServiceLoader.load(Driver.class, loader).forEach(driver -> {});
        return new PeerPlugin(loader);
    }

    private static URL[] jars(Path directory, String names) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().matches(names)) {
                    jars.add(file.toUri().toURL());
                }
            }
        }
        return jars.toArray(URL[]::new);
    }

    SinkTask newTask() throws ReflectiveOperationException {
        return loader.loadClass(TASK)
                .asSubclass(SinkTask.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    /** Does this with the plugin's class loader as the thread's, as a worker calls a plugin. */
    <T> T within(Callable<T> action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** What a worker shares with its plugins: the API is ours, since the records are. */
    private static final class Shared extends URLClassLoader {
        private static final List<String> OURS = List.of("org.apache.kafka.", "org.slf4j.");

        private final ClassLoader ours = PeerPlugin.class.getClassLoader();

        Shared(URL[] runtime) {
            super("shared", runtime, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try {
                return OURS.stream().anyMatch(name::startsWith) ? ours.loadClass(name) : super.findClass(name);
            } catch (ClassNotFoundException e) {
                return super.findClass(name);
            }
        }
    }
}

package io.millrace.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The jars that a broker or a worker of one Kafka version runs from, laid out by the build in pre-integration-test. */
public record KafkaJars(String version, Path libs) {
    /** The version the plugin is built against, on which everything runs unless a test says otherwise. */
    public static KafkaJars current() {
        return of(System.getProperty("kafka.version", "4.3.1"));
    }

    /** The oldest worker that the plugin is promised to load on. */
    public static KafkaJars oldest() {
        return of(System.getProperty("kafka.oldest.version", "3.9.1"));
    }

    private static KafkaJars of(String version) {
        Path libs = Target.directory().resolve("kafka-" + version).resolve("libs");
        if (!Files.isDirectory(libs)) {
            throw new IllegalStateException(libs
                    + " is missing: run `mvn -DskipTests pre-integration-test` once, then a single test works too");
        }
        return new KafkaJars(version, libs);
    }

    String classPath() {
        return libs.resolve("*").toString();
    }
}

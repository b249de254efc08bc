package io.millrace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's pgbouncer before a test's database, with fewer backends than it has clients. It belongs to its test's thread, and
 * never outlives this JVM.
 */
public final class PgBouncer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
    private static final Duration START = Duration.ofSeconds(10);
    private static final long STOP_SECONDS = 5;
    private static final String FOR_ALL = "rwxrwxrwx";

    private final TestDatabase database;
    private final Path settings;
    private final int port;
    private Process process;

    private PgBouncer(TestDatabase database, Path settings, int port) throws IOException {
        this.database = database;
        this.settings = settings;
        this.port = port;
        begin();
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** By transaction: each one gets whichever of so many backends is free. */
    public static PgBouncer byTransaction(TestDatabase database, int backends) {
        return start(database, "transaction", backends);
    }

    /** By session: a client keeps its backend. */
    public static PgBouncer bySession(TestDatabase database, int backends) {
        return start(database, "session", backends);
    }

    private static PgBouncer start(TestDatabase database, String mode, int backends) {
        int port = FreePorts.take();
        try {
            Path directory = Files.createTempDirectory("pgbouncer");
            Path users = directory.resolve("users.txt");
            Path settings = directory.resolve("pgbouncer.ini");
            Files.writeString(users, "\"" + database.user() + "\" \"\"\n");
            Files.writeString(settings, """
                    [databases]
                    * = host=localhost port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = trust
                    auth_file = %s
                    pool_mode = %s
                    default_pool_size = %d
                    server_round_robin = 1
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(database.port(), port, users, mode, backends));
            // As root it must become another user, who has to read this.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(FOR_ALL));
            return new PgBouncer(database, settings, port);
        } catch (IOException e) {
            throw new UncheckedIOException("pgbouncer does not start", e);
        }
    }

    private void begin() throws IOException {
        process = new ProcessBuilder(command(settings))
                .redirectErrorStream(true)
                .redirectOutput(settings.resolveSibling("pgbouncer.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-pgbouncer"));
        Await.until("pgbouncer answers", START, () -> FreePorts.answers(port));
    }

    /** Throws all clients out, and takes them again on the same port. */
    public void restart() {
        close();
        try {
            begin();
        } catch (IOException e) {
            throw new UncheckedIOException("pgbouncer does not start again", e);
        }
    }

    private static List<String> command(Path settings) {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        return command;
    }

    public String jdbcUrl() {
        return database.jdbcUrl(port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}

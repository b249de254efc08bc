package io.millrace.faults;

import io.millrace.testing.Await;
import io.millrace.testing.Signal;
import io.millrace.testing.Target;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A durable PostgreSQL of a site's own, which can be killed, stopped, held, and started again on the same port and
 * files. It never outlives this JVM. The thread that strikes.
 */
final class PostgresProcess implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 80;
    private static final Duration START = Duration.ofMinutes(1);
    private static final long STOP_SECONDS = 30;
    private static final long LOOK_MILLIS = 100;

    private final int port;
    private final Path data;
    private final Path log;
    private final List<String> command;
    private final Thread endWithUs;
    private ProcessHandle postmaster;

    private PostgresProcess(int port, Path data, Path log) {
        this.port = port;
        this.data = data;
        this.log = log;
        this.postmaster = running(data);
        this.command = commandOf(postmaster);
        this.endWithUs = new Thread(this::killAll, "end-postgresql");
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    static PostgresProcess start() {
        Path home = Target.fresh("postgresql");
        Path log = home.resolve("log");
        try {
            // The library passes -F and synchronous_commit=off; what comes later on the command line wins.
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(home.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", Integer.toString(MAX_CONNECTIONS))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setPGStartupWait(START)
                    .start();
            return new PostgresProcess(server.getPort(), home.resolve("data"), log);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start, see " + log, e);
        }
    }

    private static ProcessHandle running(Path data) {
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("no server runs on " + data, e);
        }
    }

    /** As the library started it, which knows how to do so as root. */
    private static List<String> commandOf(ProcessHandle postmaster) {
        List<String> command = new ArrayList<>(asUnprivileged());
        command.add(postmaster.info().command().orElseThrow());
        command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
        return command;
    }

    /** PostgreSQL refuses to run as root; in a namespace of its own, root is nobody. */
    private static List<String> asUnprivileged() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }

    int port() {
        return port;
    }

    /** A superuser's connection, past the wire. */
    Connection connect() throws SQLException {
        return connectAs("postgres");
    }

    Connection connectAs(String role) throws SQLException {
        String url = "jdbc:postgresql://localhost:" + port + "/postgres?connectTimeout=5&socketTimeout=60";
        return DriverManager.getConnection(url, role, "");
    }

    /** Runs the statements one by one, each committed, as the superuser. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The postmaster ends without a word; its children notice when they next look. */
    void kill9() {
        Signal.KILL.to(postmaster);
        awaitEnd();
    }

    /** {@code pg_ctl stop -m immediate}: every process quits at once, without a checkpoint. */
    void stopImmediately() {
        List<String> stop = new ArrayList<>(asUnprivileged());
        stop.add(new File(command.get(asUnprivileged().size()))
                .toPath()
                .resolveSibling("pg_ctl")
                .toString());
        stop.addAll(List.of("stop", "-D", data.toString(), "-m", "immediate"));
        run(stop);
        awaitEnd();
    }

    private void run(List<String> words) {
        try {
            Process process = started(words);
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL stops", e);
        }
    }

    private Process started(List<String> words) {
        try {
            return new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + words.get(0), e);
        }
    }

    private void awaitEnd() {
        Await.until("the postmaster ends", Duration.ofSeconds(STOP_SECONDS), () -> !postmaster.isAlive());
    }

    /** On the same files, and so after recovery; a server whose children still end refuses to start for a while. */
    void startAgain() {
        long deadline = System.nanoTime() + START.toNanos();
        Process process = started(command);
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("PostgreSQL did not come back, see " + log);
            }
            if (!process.isAlive()) {
                process = started(command);
            }
            pause();
        }
        postmaster = running(data);
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while PostgreSQL starts", e);
        }
    }

    /** Every process of it stands still; connections stay, and nothing answers. */
    void freeze() {
        Signal.STOP.to(postmaster);
        postmaster.descendants().forEach(Signal.STOP::to);
    }

    void thaw() {
        postmaster.descendants().forEach(Signal.CONT::to);
        Signal.CONT.to(postmaster);
    }

    private void killAll() {
        List<ProcessHandle> children = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(endWithUs);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook does what it is for.
        }
    }
}

package io.millrace.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Others take every connection that max_connections allows, also those that ours lose (SQLSTATE 53300). */
final class ConnectionsExhausted implements Fault {
    private static final Duration UNTIL_OURS_TRY = Duration.ofSeconds(3);
    private static final Duration TAKEN = Duration.ofSeconds(2);
    private static final Duration ENDS = Duration.ofSeconds(20);
    private static final String OURS = "SELECT pid FROM pg_stat_activity WHERE usename = '" + Site.ROLE
            + "' AND application_name LIKE 'millrace-%'";

    private final ConcurrentLinkedQueue<Connection> taken = new ConcurrentLinkedQueue<>();
    private volatile boolean healed;
    private Thread taking;

    @Override
    public void strike(Scene scene, Moment moment) throws Exception {
        PostgresProcess postgres = scene.site().postgres();
        // Its own is had beforehand: those who are turned away hold seats too, for a moment each.
        try (Connection connection = postgres.connect()) {
            while (takes(postgres)) {
                // Until none is free: what ours lose from then on is taken at once.
                continue;
            }
            taking = new Thread(() -> takeAll(postgres), "takes-connections");
            taking.setDaemon(true);
            taking.start();
            for (long pid : ours(connection)) {
                end(pid, connection);
            }
        }
    }

    /** One after the other: of many that are free at once, ours would get some back. */
    private void end(long pid, Connection connection) throws Exception {
        int before = taken.size();
        long deadline = System.nanoTime() + TAKEN.toNanos();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + pid + ")");
        }
        while (taken.size() == before && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static List<Long> ours(Connection connection) throws SQLException {
        List<Long> pids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OURS)) {
            while (row.next()) {
                pids.add(row.getLong(1));
            }
        }
        return pids;
    }

    private void takeAll(PostgresProcess postgres) {
        while (!healed) {
            takes(postgres);
        }
    }

    private boolean takes(PostgresProcess postgres) {
        try {
            taken.add(postgres.connectAs(Site.ROLE));
            return true;
        } catch (SQLException none) {
            return false;
        }
    }

    @Override
    public void heal(Scene scene) throws Exception {
        healed = true;
        taking.join(ENDS.toMillis());
        for (Connection connection : taken) {
            connection.close();
        }
    }

    @Override
    public Duration length(Form form) {
        return UNTIL_OURS_TRY;
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.setbacks().resourceRetries() > 0;
    }
}

package io.millrace.faults;

import io.millrace.testing.Await;
import io.millrace.testing.Signal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;

/** {@code kill -9} of one backend amid a statement: the postmaster ends all others, and recovers. */
final class BackendKilled implements Fault {
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final String BUSIEST = "SELECT pid FROM pg_stat_activity WHERE usename = '" + Site.ROLE
            + "' ORDER BY state = 'active' DESC, query_start DESC LIMIT 1";

    @Override
    public void strike(Scene scene, Moment moment) throws Exception {
        try (Connection connection = scene.site().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BUSIEST)) {
            if (row.next()) {
                ProcessHandle.of(row.getLong(1)).ifPresent(Signal.KILL::to);
            }
        }
    }

    @Override
    public void heal(Scene scene) {
        Await.until("PostgreSQL recovers by itself", BACK, () -> {
            try (Connection connection = scene.site().connect()) {
                return connection.isValid(1);
            }
        });
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.setbacks().areAny();
    }
}

package io.millrace.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Others take every connection that max_connections allows, also those that ours lose (SQLSTATE 53300). */
final class ConnectionsExhausted implements Fault {
    private static final Duration UNTIL_OURS_TRY = Duration.ofSeconds(3);
    private static final long ENDS_SECONDS = 20;

    private final ConcurrentLinkedQueue<Connection> taken = new ConcurrentLinkedQueue<>();
    private volatile boolean healed;
    private Thread taking;

    @Override
    public void strike(Scene scene, Moment moment) throws Exception {
        PostgresProcess postgres = scene.site().postgres();
        taking = new Thread(() -> takeAll(postgres), "takes-connections");
        taking.setDaemon(true);
        taking.start();
        new SessionsTerminated().strike(scene, moment);
    }

    private void takeAll(PostgresProcess postgres) {
        while (!healed) {
            try {
                taken.add(postgres.connectAs(Site.ROLE));
            } catch (SQLException none) {
                // As it should be; one may become free at any moment.
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void heal(Scene scene) throws Exception {
        healed = true;
        taking.join(ENDS_SECONDS * 1_000);
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
        return trace.resourceRetries() > 0;
    }
}

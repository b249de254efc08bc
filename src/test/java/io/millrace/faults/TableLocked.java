package io.millrace.faults;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;

/** Somebody holds a lock on a table for longer than the connectors' lock time-out of 2 s. */
final class TableLocked implements Fault {
    private static final Duration LONGER_THAN_LOCK_TIMEOUT = Duration.ofSeconds(4);

    private Connection holder;

    @Override
    public void strike(Scene scene, Moment moment) throws Exception {
        holder = scene.site().connect();
        holder.setAutoCommit(false);
        try (Statement lock = holder.createStatement()) {
            lock.execute("LOCK TABLE " + moment.victim(scene.workloads()).name() + " IN SHARE ROW EXCLUSIVE MODE");
        }
    }

    @Override
    public void heal(Scene scene) throws Exception {
        holder.rollback();
        holder.close();
    }

    @Override
    public Duration length(Form form) {
        return LONGER_THAN_LOCK_TIMEOUT;
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.setbacks().areAny();
    }
}

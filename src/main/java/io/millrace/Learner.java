package io.millrace;

import io.millrace.config.SinkConfig;
import io.millrace.table.Catalogue;
import io.millrace.table.Choice;
import io.millrace.table.ConflictTarget;
import io.millrace.table.Lookup;
import io.millrace.table.TableId;
import io.millrace.write.Connections;
import io.millrace.write.Outcome;
import io.millrace.write.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server what its tables look like, on a thread of its own, so that the task thread can stop waiting. Until
 * the server answered once, it knocks by itself.
 */
final class Learner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Learner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final SinkConfig config;
    private final Connections connections;
    private final ExecutorService thread;
    private volatile boolean reached;
    private volatile boolean closed;
    private volatile String refusal = "";

    Learner(SinkConfig config, Connections connections, String taskName) {
        this.config = config;
        this.connections = connections;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "pg-sink-" + taskName + "-catalogue");
            made.setContextClassLoader(Learner.class.getClassLoader());
            made.setDaemon(true);
            return made;
        });
    }

    /** Begins to knock. */
    void start() {
        thread.execute(this::knock);
    }

    private void knock() {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; !closed && !reached && refusal.isEmpty(); attempt++) {
            try (Connection connection = connections.take()) {
                reached = connection.isValid((int) LONGEST_PAUSE.toSeconds());
                if (reached && attempt > 1) {
                    log.info("PostgreSQL answers after {} attempts", attempt);
                }
            } catch (SQLException e) {
                turnedAway(e, attempt);
                pause = sleep(pause);
            }
        }
    }

    private void turnedAway(SQLException failure, int attempt) {
        if (SqlState.deniesEntry(failure)) {
            refusal = "PostgreSQL turned the connection away: " + SqlState.describe(failure);
        } else if (attempt == 1) {
            log.warn("PostgreSQL cannot be reached: {}. Partitions stay paused until it can", SqlState.describe(failure));
        }
    }

    private Duration sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Whether the server answered at least once. From any thread. */
    boolean hasReached() {
        return reached;
    }

    /** Why the server does not let us in at all, where an operator is needed. From any thread. */
    Optional<String> refusal() {
        return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
    }

    CompletableFuture<Learned> learn(TableId table) {
        return CompletableFuture.supplyAsync(() -> ask(table), thread);
    }

    private Learned ask(TableId table) {
        try (Connection connection = connections.take()) {
            Lookup lookup = Catalogue.find(connection, table, config.routes().quoting(), config.write().mode(), config.keys().deletes());
            return lookup instanceof Lookup.Found found ? choose(found) : new Learned.Unusable(((Lookup.Missing) lookup).reason());
        } catch (SQLException e) {
            Outcome outcome = SqlState.outcome(e);
            String reason = "table " + table + " could not be read from the catalogue: " + SqlState.describe(e);
            return outcome instanceof Outcome.Transient ? new Learned.Unreachable(reason) : new Learned.Unusable(reason);
        }
    }

    private Learned choose(Lookup.Found found) {
        Choice choice = ConflictTarget.choose(found.shape(), config.keys(), config.write().mode(), config.routes().quoting());
        return choice instanceof Choice.Chosen chosen
                ? new Learned.Known(chosen.destination())
                : new Learned.Unusable(((Choice.Unusable) choice).reason());
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
    }
}

package io.millrace;

import io.millrace.config.InsertMode;
import io.millrace.config.Quoting;
import io.millrace.config.SinkConfig;
import io.millrace.metrics.TaskMetrics;
import io.millrace.table.Catalogue;
import io.millrace.table.KeyRule;
import io.millrace.table.Privilege;
import io.millrace.table.TableDraft;
import io.millrace.table.TableId;
import io.millrace.table.TableMaker;
import io.millrace.write.CatalogueReader;
import io.millrace.write.Connections;
import io.millrace.write.Contact;
import io.millrace.write.Learned;
import io.millrace.write.SchemaChanges;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Asks the server what its tables look like, on a thread of its own, so that the task thread can stop waiting. Until
 * the server answered once, it knocks by itself.
 */
final class Learner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Learner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final CatalogueReader reader;
    private final SchemaChanges changes;
    private final DurabilityNotice durability;
    private final TaskMetrics metrics;
    private final int number;
    private final ExecutorService thread;
    private volatile boolean reached;
    private volatile boolean closed;
    private volatile String refusal = "";

    Learner(SinkConfig config, Connections connections, String taskName, TaskMetrics metrics) {
        Quoting quoting = config.routes().quoting();
        this.reader = reader(config, connections, quoting);
        this.changes = new SchemaChanges(
                connections, reader, new TableMaker(config.create(), updates(config)), quoting, Clock.systemUTC());
        this.durability = new DurabilityNotice(connections, config.delivery().durability(), metrics);
        this.metrics = metrics;
        // Its connection counts as one more lane, behind the last that writes.
        this.number = config.lanes().lanes();
        Map<String, String> logContext = MDC.getCopyOfContextMap();
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(() -> run(work, logContext), "pg-sink-" + taskName + "-catalogue");
            made.setContextClassLoader(Learner.class.getClassLoader());
            made.setDaemon(true);
            return made;
        });
    }

    /** Reads what tables there are, by names that are taken in this way. */
    static CatalogueReader reader(SinkConfig config, Connections connections, Quoting quoting) {
        InsertMode mode = config.write().mode();
        Catalogue catalogue = new Catalogue(quoting, Privilege.neededBy(config));
        KeyRule keys = KeyRule.from(config.keys(), mode, config.routes().quoting());
        return new CatalogueReader(connections, catalogue, keys);
    }

    /** Whether rows are updated by their key. */
    static boolean updates(SinkConfig config) {
        InsertMode mode = config.write().mode();
        return config.keys().isKeyed() && (mode == InsertMode.UPSERT || mode == InsertMode.UPDATE);
    }

    private static void run(Runnable work, Map<String, String> logContext) {
        if (logContext != null) {
            MDC.setContextMap(logContext);
        }
        work.run();
    }

    /** Begins to knock. */
    void start() {
        thread.execute(this::knock);
    }

    private void knock() {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; !closed && !reached && refusal.isEmpty(); attempt++) {
            Contact contact = reader.reach();
            if (contact instanceof Contact.Made) {
                arrived(attempt);
            } else if (contact instanceof Contact.Denied denied) {
                refusal = "PostgreSQL turned the connection away: " + denied.reason();
            } else if (contact instanceof Contact.Unfit unfit) {
                refusal = unfit.reason();
            } else {
                missed((Contact.Missed) contact, attempt);
                pause = sleep(pause);
            }
        }
    }

    private void arrived(int attempt) {
        reached = true;
        if (attempt > 1) {
            log.info("PostgreSQL answers after {} attempts", attempt);
            metrics.laneUp(number);
        }
        durability.tellServer();
    }

    private void missed(Contact.Missed missed, int attempt) {
        if (attempt == 1 && !closed) {
            metrics.laneDown(number);
            metrics.failed("PostgreSQL cannot be reached: " + missed.reason());
            log.warn("PostgreSQL cannot be reached: {}. Partitions stay paused until it can", missed.reason());
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

    /** Why nothing can be written there at all, where an operator is needed. From any thread. */
    Optional<String> refusal() {
        return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
    }

    CompletableFuture<Learned> learn(TableId table) {
        return ask(() -> durability.tellTable(reader.learn(table)));
    }

    /** Asks the server anything, behind what was asked before. */
    <T> CompletableFuture<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, thread);
    }

    /** Creates the table unless it is there by now. */
    CompletableFuture<Learned> create(TableId table, TableDraft draft) {
        return ask(() -> durability.tellTable(changes.create(table, draft)));
    }

    /** Changes the table so that it takes what the draft has. */
    CompletableFuture<Learned> evolve(TableId table, TableDraft draft) {
        return ask(() -> changes.evolve(table, draft));
    }

    /** Does this when what was asked for before is done. */
    void run(Runnable work) {
        thread.execute(work);
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
    }
}

package io.millrace;

import io.millrace.config.InsertMode;
import io.millrace.config.SinkConfig;
import io.millrace.encode.Change;
import io.millrace.encode.PlanSettings;
import io.millrace.encode.RowPlans;
import io.millrace.table.ColumnMatcher;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.table.TableId;
import io.millrace.write.Learned;
import io.millrace.write.RowTarget;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of each record, and learns tables that it meets for the first time. Confined to the task thread. */
final class Routes {
    private static final Logger log = LoggerFactory.getLogger(Routes.class);

    private final SinkConfig config;
    private final Router router;
    private final Learner learner;
    private final LongSupplier nanoTime;
    private final Map<TableId, Route> known = new HashMap<>();
    private final Map<TableId, CompletableFuture<Learned>> asked = new HashMap<>();
    private TableId lastTable;
    private Route lastRoute;

    Routes(SinkConfig config, Learner learner, LongSupplier nanoTime) {
        this.config = config;
        this.router = new Router(config.routes());
        this.learner = learner;
        this.nanoTime = nanoTime;
    }

    /**
     * The route of a change. A table not met before is learned, until the deadline; then a RetriableException says
     * that the whole put is to come again.
     */
    Route find(Change change, long deadlineNanos) {
        TableId table;
        try {
            table = router.route(change);
        } catch (DataException e) {
            return Route.refused(e.getMessage());
        }
        if (table != lastTable) {
            lastRoute = knownOrLearned(change, table, deadlineNanos);
            lastTable = table;
        }
        return lastRoute;
    }

    private Route knownOrLearned(Change change, TableId table, long deadlineNanos) {
        Route route = known.get(table);
        if (route == null) {
            lastTable = null;
            route = route(change.record().topic(), table, await(table, deadlineNanos));
            known.put(table, route);
        }
        return route;
    }

    private Learned await(TableId table, long deadlineNanos) {
        CompletableFuture<Learned> answer = asked.computeIfAbsent(table, learner::learn);
        try {
            long left = Math.max(0, deadlineNanos - nanoTime.getAsLong());
            Learned learned = answer.get(left, TimeUnit.NANOSECONDS);
            asked.remove(table);
            if (learned instanceof Learned.Unreachable unreachable) {
                throw new RetriableException(unreachable.reason() + "; the same records will be tried again");
            }
            return learned;
        } catch (TimeoutException e) {
            throw new RetriableException("PostgreSQL has not answered yet what table " + table
                    + " looks like; the same records will be tried again");
        } catch (ExecutionException e) {
            asked.remove(table);
            throw new IllegalStateException("Learning table " + table + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException("Interrupted while learning table " + table);
        }
    }

    private Route route(String topic, TableId table, Learned learned) {
        if (learned instanceof Learned.Unusable unusable) {
            return Route.refused("topic " + topic + " goes to table " + table + ": " + unusable.reason());
        }
        Destination destination = ((Learned.Known) learned).destination();
        Route same = sameTable(destination);
        return same == null ? route(topic, destination) : same;
    }

    /** A table may be known under another name, with its schema or without; its rows must meet in one batch. */
    private Route sameTable(Destination destination) {
        for (Route route : known.values()) {
            if (!route.isRefused() && route.target().destination().id().equals(destination.id())) {
                return route;
            }
        }
        return null;
    }

    private Route route(String topic, Destination destination) {
        InsertMode mode = config.write().mode();
        RowTarget target = RowTarget.of(
                destination, mode, config.keys().deletes(), config.lanes().ordering());
        Placement placement = Placement.of(target, config.lanes());
        ColumnMatcher names =
                new ColumnMatcher(destination.shape(), config.routes().quoting());
        RowPlans plans = new RowPlans(
                new ColumnSets(destination),
                field -> Optional.ofNullable(names.find(field)),
                PlanSettings.from(config));
        log.info(
                "Topic {} goes to table {}: {}, {}, {}",
                topic,
                destination,
                mode.name().toLowerCase(Locale.ROOT),
                key(destination),
                placement);
        if (mode == InsertMode.INSERT && !destination.shape().uniqueIndexes().isEmpty()) {
            log.warn(
                    "Table {} has a unique index, and insert.mode=insert writes some records again after a crash: they"
                            + " would fail with a unique violation (23505). insert.mode=upsert or ignore does not",
                    destination);
        }
        return Route.to(target, plans, placement);
    }

    private static String key(Destination destination) {
        return destination.isKeyed()
                ? "key "
                        + destination.key().stream()
                                .map(column -> column.name())
                                .toList()
                : "no key";
    }
}

package io.millrace;

import io.millrace.config.SinkConfig;
import io.millrace.encode.Change;
import io.millrace.table.Destination;
import io.millrace.table.TableId;
import io.millrace.write.Learned;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * Finds the route of each record, learns tables that it meets for the first time, and learns them again where they may
 * have changed. Confined to the task thread.
 */
final class Routes {
    /** A thousand records that no column fits are no reason to ask the catalogue a thousand times. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    private final Router router;
    private final Learner learner;
    private final Learning learning;
    private final Creation creation;
    private final RouteMaker maker;
    private final Fitting fitting;
    private final Outdated outdated;
    private final Drain drain;
    private final LongSupplier nanoTime;
    private final Map<TableId, Route> known = new HashMap<>();
    private final Map<TableId, Long> looked = new HashMap<>();
    /** Tables that had another route before, whose rows may still be on their way. */
    private final Set<TableId> former = new HashSet<>();

    private TableId lastTable;
    private Route lastRoute;
    private int changes;

    Routes(SinkConfig config, Learner learner, Outdated outdated, Drain drain, LongSupplier nanoTime) {
        this.router = new Router(config.routes());
        this.learner = learner;
        this.learning = new Learning(nanoTime, Duration.ZERO);
        this.creation = new Creation(config, learner, nanoTime);
        this.maker = new RouteMaker(config);
        this.fitting = new Fitting(config, learner, drain, nanoTime);
        this.outdated = outdated;
        this.drain = drain;
        this.nanoTime = nanoTime;
    }

    /** Goes up whenever routes that were given are no longer those to take. */
    int changes() {
        return changes;
    }

    /**
     * The route of a change, or null where it needs none: one that writes no row, of a table that is not there. A table
     * not met before is learned, until the deadline; then a RetriableException says that the whole put is to come again.
     */
    Route find(Change change, long deadlineNanos) {
        if (outdated.isAny()) {
            forget(outdated.take());
        }
        TableId table;
        try {
            table = router.route(change);
        } catch (DataException e) {
            return Route.refused(e.getMessage());
        }
        if (table != lastTable) {
            lastTable = null;
            lastRoute = knownOrLearned(change, table, deadlineNanos);
            lastTable = lastRoute == null ? null : table;
        }
        return lastRoute == null ? null : fitted(change, table, deadlineNanos);
    }

    /** Refuses a change that cannot be read, with what its topic tells of its table. */
    Route unread(Change change, String why) {
        Optional<TableId> table;
        try {
            table = router.routeByTopic(change);
        } catch (DataException e) {
            table = Optional.empty();
        }
        if (table.isEmpty()) {
            return Route.refused("topic " + change.record().topic() + ": " + why);
        }
        Route met = known.get(table.get());
        boolean isLearned = met != null && !met.isRefused();
        return Route.refusedAt(isLearned ? met.place() : table.get().toString(), why);
    }

    private Route knownOrLearned(Change change, TableId table, long deadlineNanos) {
        Route route = known.get(table);
        if (route == null) {
            Learned learned = learning.await(table, () -> learner.learn(table), deadlineNanos);
            if (learned instanceof Learned.Absent absent && creation.isWanted()) {
                if (change.kind() != Change.Kind.WRITE) {
                    return null;
                }
                learned = creation.create(absent, change, deadlineNanos);
            }
            route = route(change.record().topic(), table, learned, deadlineNanos);
            known.put(table, route);
        }
        return route;
    }

    private Route route(String topic, TableId table, Learned learned, long deadlineNanos) {
        if (!(learned instanceof Learned.Known)) {
            return refused(topic, table, learned);
        }
        Destination destination = ((Learned.Known) learned).destination();
        Route same = sameTable(destination);
        if (same != null) {
            return same;
        }
        if (former.contains(destination.id())) {
            drain.await("another shape of table " + destination, deadlineNanos);
            former.remove(destination.id());
        }
        return maker.make(topic, destination);
    }

    private static Route refused(String topic, TableId table, Learned learned) {
        String reason =
                learned instanceof Learned.Absent absent ? absent.reason() : ((Learned.Unusable) learned).reason();
        return Route.closed("topic " + topic + " goes to table " + table + ": " + reason);
    }

    /** A table may be known under another name, with its schema or without; its rows must meet in one batch. */
    private Route sameTable(Destination destination) {
        for (Route route : known.values()) {
            if (isTo(destination.id(), route)) {
                return route;
            }
        }
        return null;
    }

    private static boolean isTo(TableId id, Route route) {
        return !route.isRefused() && route.target().destination().id().equals(id);
    }

    private Route fitted(Change change, TableId table, long deadlineNanos) {
        Fitting.Fit fit = fitting.fit(change, lastRoute, deadlineNanos);
        if (fit instanceof Fitting.Fit.Refused refused) {
            return refused.route();
        }
        if (fit instanceof Fitting.Fit.Changed changed) {
            forget(List.of(
                    lastRoute.target().destination().id(), changed.destination().id()));
            lastRoute = maker.make(change.record().topic(), changed.destination());
            fitting.accept(lastRoute, change);
            known.put(table, lastRoute);
            lastTable = table;
        }
        return lastRoute;
    }

    /**
     * Another route for a record that was about to be refused, where a second look at its table finds one; else the
     * same. The rows before it must be sealed off before it is taken.
     */
    Route again(Change change, Route refused, long deadlineNanos) {
        TableId table;
        try {
            table = router.route(change);
        } catch (DataException e) {
            return refused;
        }
        long now = nanoTime.getAsLong();
        Long last = looked.get(table);
        if (last != null && now - last < BETWEEN_LOOKS.toNanos()) {
            return refused;
        }
        looked.put(table, now);
        try {
            return again(
                    change.record().topic(),
                    table,
                    refused,
                    learning.await(table, () -> learner.learn(table), deadlineNanos));
        } catch (RetriableException e) {
            return refused;
        }
    }

    private Route again(String topic, TableId table, Route refused, Learned learned) {
        Route held = known.get(table);
        boolean isNew = learned instanceof Learned.Known found
                && (held == null
                        || held.isRefused()
                        || !found.destination().isLike(held.target().destination()));
        if (!isNew) {
            tryAnew(table, held, refused);
            return refused;
        }
        Destination destination = ((Learned.Known) learned).destination();
        Route fresh = maker.make(topic, destination);
        forget(List.of(destination.id()));
        if (held != null && !held.isRefused() && !fresh.placement().isLike(held.placement())) {
            // Its rows would go to other lanes, past those that are on their way: not before the next put.
            return refused;
        }
        known.put(table, fresh);
        return fresh;
    }

    /** A table that could not be created or changed may be so by the next put: a right was granted meanwhile. */
    private void tryAnew(TableId table, Route held, Route refused) {
        if (held != null && held.isRefused()) {
            known.remove(table);
            lastTable = null;
        } else if (held != null && refused.isRefused()) {
            fitting.forget(held);
        }
    }

    /** The tables that rows go to, each once. */
    List<Destination> tables() {
        return known.values().stream()
                .filter(route -> !route.isRefused())
                .map(route -> route.target().destination())
                .distinct()
                .toList();
    }

    private void forget(Collection<TableId> tables) {
        changes++;
        lastTable = null;
        for (TableId id : tables) {
            known.values().stream().filter(route -> isTo(id, route)).forEach(fitting::forget);
            boolean hadRows = known.values().removeIf(route -> isTo(id, route));
            if (hadRows) {
                former.add(id);
            }
        }
    }
}

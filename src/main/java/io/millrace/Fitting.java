package io.millrace;

import io.millrace.config.EvolutionSettings;
import io.millrace.config.InsertMode;
import io.millrace.config.Quoting;
import io.millrace.config.ShapeSettings;
import io.millrace.config.SinkConfig;
import io.millrace.config.UnknownFields;
import io.millrace.encode.Change;
import io.millrace.encode.Drafts;
import io.millrace.table.Destination;
import io.millrace.table.Difference;
import io.millrace.table.Differences;
import io.millrace.table.TableDraft;
import io.millrace.write.Learned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares each schema that comes with its table, once, and has the table changed where the settings say so, when no row
 * of ours is on its way to it. Confined to the task thread.
 */
final class Fitting {
    private static final Logger log = LoggerFactory.getLogger(Fitting.class);

    /** After a wait for a lock that was in vain, others get their turn before we stand in their way again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** As many as plans are kept. */
    private static final int MOST_SHAPES = 1000;

    private final EvolutionSettings settings;
    private final InsertMode mode;
    private final Quoting quoting;
    private final ShapeSettings shape;
    private final Drafts drafts;
    private final Learner learner;
    private final Learning learning;
    private final Drain drain;
    private final Map<Route, Map<Shape, Fit>> judged = new IdentityHashMap<>();
    private Route lastRoute;
    private Schema lastKey;
    private Schema lastValue;
    private Fit lastFit;

    private record Shape(Schema key, Schema value) {}

    Fitting(SinkConfig config, Learner learner, Drain drain, LongSupplier nanoTime) {
        this.settings = config.evolution();
        this.mode = config.write().mode();
        this.quoting = config.routes().quoting();
        this.shape = config.encode().shape();
        this.drafts = new Drafts(config);
        this.learner = learner;
        this.learning = new Learning(nanoTime, PAUSE);
        this.drain = drain;
    }

    /** What became of a record's schema and its table. */
    sealed interface Fit {
        /** The table takes it, as far as that can be told. */
        record Fits() implements Fit {}

        Fit FITS = new Fits();

        record Refused(Route route) implements Fit {}

        /** The table was changed, and there is another route to it. */
        record Changed(Destination destination) implements Fit {}
    }

    /** Of a record with a route; asked for each. */
    Fit fit(Change change, Route route, long deadlineNanos) {
        Schema value = change.schema();
        boolean isLast =
                route == lastRoute && value == lastValue && change.record().keySchema() == lastKey;
        if (!isLast) {
            lastFit = isCompared(route, value) ? search(change, route, deadlineNanos) : Fit.FITS;
            lastRoute = lastFit instanceof Fit.Changed ? null : route;
            lastKey = change.record().keySchema();
            lastValue = value;
        }
        return lastFit;
    }

    private boolean isCompared(Route route, Schema value) {
        return settings.compares() && !route.isRefused() && !shape.keepsValueWhole() && Drafts.tellsColumns(value);
    }

    /** The route is no more. */
    void forget(Route route) {
        judged.remove(route);
        lastRoute = null;
    }

    private Fit search(Change change, Route route, long deadlineNanos) {
        Map<Shape, Fit> fits = judged.computeIfAbsent(route, none -> new HashMap<>());
        Shape shape = new Shape(change.record().keySchema(), change.schema());
        Fit known = fits.get(shape);
        if (known != null) {
            return known;
        }
        Fit found = judge(change, route, deadlineNanos);
        if (fits.size() == MOST_SHAPES) {
            fits.clear();
        }
        // What a table was changed for, it is not changed for again.
        fits.put(shape, found instanceof Fit.Changed ? Fit.FITS : found);
        return found;
    }

    /** Of a table that was changed for a shape: it is as near to it as the server lets it be. */
    void accept(Route changed, Change change) {
        judged.computeIfAbsent(changed, none -> new HashMap<>())
                .put(new Shape(change.record().keySchema(), change.schema()), Fit.FITS);
    }

    private Fit judge(Change change, Route route, long deadlineNanos) {
        Destination destination = route.target().destination();
        TableDraft draft;
        try {
            draft = drafts.ofValue(change, destination.shape().columns());
        } catch (DataException e) {
            // Its plan refuses it, with the same reason.
            return Fit.FITS;
        }
        List<Difference> differences = new ArrayList<>(Differences.between(destination, draft, quoting));
        differences.removeIf(this::isOfNoAccount);
        List<String> losses = Differences.losses(destination, draft, quoting);
        if (settings.validates()) {
            return validated(destination, differences, losses);
        }
        losses.forEach(loss -> log.warn("Table {} stays as it is, though {}", destination, loss));
        return differences.isEmpty() ? Fit.FITS : change(destination, draft, deadlineNanos);
    }

    private static Fit validated(Destination destination, List<Difference> differences, List<String> losses) {
        List<String> all = new ArrayList<>();
        differences.forEach(difference -> all.add(difference.describe()));
        all.addAll(losses);
        return all.isEmpty() ? Fit.FITS : new Fit.Refused(refused(destination, all, differences.isEmpty()));
    }

    private boolean isOfNoAccount(Difference difference) {
        boolean isInserted = mode != InsertMode.UPDATE;
        boolean needsColumns = settings.evolves() || shape.unknown() == UnknownFields.FAIL;
        return difference instanceof Difference.Required
                ? !isInserted
                : difference instanceof Difference.NoColumn && !needsColumns;
    }

    private static Route refused(Destination destination, List<String> differences, boolean onlyByHand) {
        return Route.refused("table " + destination + " is not as its records are: " + String.join("; ", differences)
                + ". schema.evolution=validate changes nothing: change the table"
                + (onlyByHand ? "" : ", or set auto.evolve=true"));
    }

    private Fit change(Destination destination, TableDraft draft, long deadlineNanos) {
        drain.await("changing table " + destination, deadlineNanos);
        Learned learned =
                learning.await(destination.id(), () -> learner.evolve(destination.id(), draft), deadlineNanos);
        if (learned instanceof Learned.Known known) {
            return new Fit.Changed(known.destination());
        }
        String reason = learned instanceof Learned.Unusable unusable
                ? unusable.reason()
                : "table " + destination + " does not exist any more";
        return new Fit.Refused(Route.refused(reason));
    }
}

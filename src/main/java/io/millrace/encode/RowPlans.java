package io.millrace.encode;

import io.millrace.config.InsertMode;
import io.millrace.config.Metadata;
import io.millrace.config.PkMode;
import io.millrace.table.ColumnSet;
import io.millrace.table.ColumnSets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** The plans of one destination, one a shape of rows. Confined to the task thread. */
public final class RowPlans {
    private final PkMode keys;
    private final PlanSettings settings;
    private final Function<PlanSettings, RowPlanner> planners;
    private final Flattening flattening;
    private final boolean keepsKeySchema;
    private final PlanCache writes;
    private final Map<String, PlanCache> writesByTopic = new HashMap<>();
    private final PlanCache deletes;
    private final boolean keepsMark;
    private final boolean moves;
    private final FormerKeys formerKeys;
    private final ColumnSet key;

    /** The column sets say which destination. */
    public RowPlans(ColumnSets sets, ColumnLookup names, PlanSettings settings) {
        this.settings = settings;
        this.planners = topicSettings -> new RowPlanner(sets, names, topicSettings);
        RowPlanner planner = planners.apply(settings);
        this.keys = settings.keys().mode();
        this.keepsKeySchema =
                keys == PkMode.RECORD_KEY || settings.fields().metadata().wants(Metadata.KEY);
        this.flattening = new Flattening(
                settings.values().shape(), keys, names, sets.key().destination());
        this.writes = new PlanCache(flattening.around(planner::write));
        this.deletes = new PlanCache(flattening.around(planner::delete));
        this.moves = sets.key().destination().isKeyed() && moves(settings);
        this.formerKeys = planner.formerKeys(flattening);
        this.key = sets.key();
        this.keepsMark = names.find(EventShape.MARK).isPresent();
    }

    /** The plan for a change with a row; a shape that makes no row is refused with a DataException. */
    public RowPlan write(Change change) {
        if (change.image() == null) {
            throw new DataException("a record without a value makes no row");
        }
        return writes(change.record().topic()).find(keySchema(change), change.schema());
    }

    private PlanCache writes(String topic) {
        return settings.fields().choice().dependsOnTopic() ? writesByTopic.computeIfAbsent(topic, this::plans) : writes;
    }

    private PlanCache plans(String topic) {
        return new PlanCache(flattening.around(planners.apply(settings.of(topic))::write));
    }

    /** The plan that writes only the key's columns; where they come from the record's key, its value does not matter. */
    public RowPlan delete(Change change) {
        if (keys != PkMode.RECORD_VALUE) {
            return deletes.find(keySchema(change), null);
        } else if (change.image() == null) {
            throw new DataException("the record deletes a row of which it tells nothing, and pk.mode=record_value takes"
                    + " the key from there; deletes by the record's own key need pk.mode=record_key");
        }
        return deletes.find(null, change.schema());
    }

    // Elsewhere a key is no part of the row, or rows are never changed.
    private static boolean moves(PlanSettings settings) {
        InsertMode mode = settings.write().mode();
        boolean changesRows = mode == InsertMode.UPSERT || mode == InsertMode.UPDATE;
        PkMode keys = settings.keys().mode();
        return changesRows && (keys == PkMode.RECORD_KEY || keys == PkMode.RECORD_VALUE);
    }

    /** Whether the change gave its row another key; then that which it had is appended, as a tuple of {@link #key}. */
    public boolean putFormerKey(Change change, RowBuffer out) {
        return moves && change.before() != null && formerKeys.put(change, key.keyCount(), out);
    }

    /** Appends the key that the row itself has, as a tuple, of a change of which {@link #putFormerKey} was true. */
    public void putPresentKey(RowBuffer out) {
        formerKeys.putPresent(key.keyCount(), out);
    }

    /** The columns of the key alone. */
    public ColumnSet key() {
        return key;
    }

    /** Whether the table has a column for the mark of a deleted row, which is then written and not deleted. */
    public boolean keepsMark() {
        return keepsMark;
    }

    // Where the row's key comes from elsewhere, the record's key is of no account and may vary.
    private Schema keySchema(Change change) {
        if (!keepsKeySchema) {
            return null;
        }
        return change.record().key() instanceof Struct key
                ? key.schema()
                : change.record().keySchema();
    }
}

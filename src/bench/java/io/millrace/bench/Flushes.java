package io.millrace.bench;

import io.millrace.config.Ordering;
import io.millrace.config.Quoting;
import io.millrace.config.SinkConfig;
import io.millrace.table.Catalogue;
import io.millrace.table.Choice;
import io.millrace.table.ColumnSet;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.table.KeyRule;
import io.millrace.table.Lookup;
import io.millrace.table.Privilege;
import io.millrace.table.TableId;
import io.millrace.write.LaneBatch;
import io.millrace.write.Row;
import io.millrace.write.RowKind;
import io.millrace.write.RowTarget;
import io.millrace.write.WriteRule;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes the batches of one case, one after the other, so that only writing them is left. One thread. */
final class Flushes {
    private static final int PREFILLED = Workload.PREFILLED;

    private final FlushCase kind;
    private final Tuples tuples;
    private final RowTarget target;
    private final ColumnSet set;
    private final int[] existing = Keys.shuffled(PREFILLED);
    private final LaneBatch batch = new LaneBatch();
    private final Row row = new Row();
    private int next;

    private Flushes(FlushCase kind, Shape shape, Destination destination) {
        this.kind = kind;
        this.tuples = new Tuples(shape);
        this.target = RowTarget.of(destination, WriteRule.plain(kind.mode()), false, Ordering.AUTO);
        this.set = new ColumnSets(destination).of(destination.shape().columns());
    }

    /** For the table that is there. */
    static Flushes of(FlushCase kind, Shape shape, SinkConfig config, Connection connection) throws SQLException {
        Catalogue catalogue = new Catalogue(Quoting.ALWAYS, Privilege.neededBy(kind.mode(), config.keys()));
        Lookup.Found found = (Lookup.Found) catalogue.find(connection, new TableId("public", "bench"));
        KeyRule rule = KeyRule.from(config.keys(), kind.mode(), Quoting.ALWAYS);
        Choice.Chosen chosen = (Choice.Chosen) rule.choose(found.shape());
        return new Flushes(kind, shape, chosen.destination());
    }

    /** The next rows; the batch is the same object each time. */
    LaneBatch next(int rows) {
        batch.clear();
        for (int count = 0; count < rows; count++) {
            long id = kind.meetsRows() ? existing[next % PREFILLED] : next;
            row.from(0, next, 0);
            row.begin(target, RowKind.WRITE);
            tuples.fill(row, id, next);
            row.end(set);
            batch.offer(row, next);
            next++;
        }
        return batch;
    }
}

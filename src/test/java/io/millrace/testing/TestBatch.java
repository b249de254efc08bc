package io.millrace.testing;

import io.millrace.table.ColumnSet;
import io.millrace.write.LaneBatch;
import io.millrace.write.Row;
import io.millrace.write.RowKind;
import io.millrace.write.RowTarget;

/** Fills a batch with rows given as values, in the order of their columns: the key's first. Confined to one test. */
public final class TestBatch {
    private final LaneBatch batch = new LaneBatch();
    private final Row row = new Row();
    private long offset;

    public TestBatch write(RowTarget target, ColumnSet set, Object... values) {
        return append(target, RowKind.WRITE, set, values);
    }

    public TestBatch delete(RowTarget target, ColumnSet key, Object... values) {
        return append(target, RowKind.DELETE, key, values);
    }

    /** A row that had this key, of one column, until now. */
    public TestBatch move(RowTarget target, ColumnSet key, Object former, ColumnSet set, Object... values) {
        begin(target, RowKind.WRITE, set, values);
        Tuples.put(row.former(), key.columns(), former);
        row.replaces(key);
        return offer();
    }

    public TestBatch truncate(RowTarget target, ColumnSet key) {
        row.from(0, offset, offset);
        row.begin(target, RowKind.TRUNCATE);
        row.endWhole(key);
        return offer();
    }

    /** Whether the batch takes the row too; if not, it would have to be sealed. */
    public boolean takes(RowTarget target, ColumnSet set, Object... values) {
        begin(target, RowKind.WRITE, set, values);
        return batch.offer(row, (int) offset++);
    }

    private TestBatch append(RowTarget target, RowKind kind, ColumnSet set, Object... values) {
        begin(target, kind, set, values);
        return offer();
    }

    private void begin(RowTarget target, RowKind kind, ColumnSet set, Object... values) {
        row.from(0, offset, offset);
        row.begin(target, kind);
        Tuples.put(row.tuple(), set.columns(), values);
        row.end(set);
    }

    private TestBatch offer() {
        if (!batch.offer(row, (int) offset++)) {
            throw new AssertionError("the batch would be sealed before the row at " + offset);
        }
        return this;
    }

    public LaneBatch batch() {
        return batch;
    }
}

package io.millrace.write;

import io.millrace.ack.Claims;
import io.millrace.config.InsertMode;
import io.millrace.encode.Newness;
import io.millrace.encode.RowBuffer;
import io.millrace.encode.VersionOrder;
import io.millrace.table.ColumnSet;
import io.millrace.table.Destination;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The rows of one table in one batch, in arrival order, as tuples of COPY BINARY. Where rows have keys, all but the
 * newest of a key are superseded: they stay in the bytes, but are not written. Owned by whoever holds the batch.
 */
public final class TableBatch {
    private static final int KEY_BYTES = 64;

    private final RowTarget target;
    private final Destination destination;
    private final WriteRule rule;
    private final boolean mayReorder;
    private final KeyIndex index;
    private final VersionOrder versions;
    private final Claims batchClaims;
    private final RowMerge merge;
    private final RowStore rows = new RowStore();
    private int superseded;
    private int deletes;

    TableBatch(RowTarget target, Claims batchClaims) {
        this.target = target;
        this.destination = target.destination();
        this.rule = target.rule();
        this.mayReorder = target.mayReorder();
        this.versions = rule.version() == null ? null : new VersionOrder(rule.version());
        this.index = target.isIndexed() ? new KeyIndex() : null;
        this.merge = new RowMerge(rule.keepExisting());
        this.batchClaims = batchClaims;
    }

    RowTarget target() {
        return target;
    }

    public Destination destination() {
        return destination;
    }

    public InsertMode mode() {
        return rule.mode();
    }

    WriteRule rule() {
        return rule;
    }

    /** All rows, superseded ones included. */
    public int size() {
        return rows.size();
    }

    /** The rows that are to be written or deleted. */
    public int liveRows() {
        int live = 0;
        for (int row = 0; row < rows.size(); row++) {
            live += isLive(row) ? 1 : 0;
        }
        return live;
    }

    public int superseded() {
        return superseded;
    }

    /** The rows to be deleted that are not superseded. */
    public int deletes() {
        return deletes;
    }

    /** Whether rows may be written in another order than they came in. */
    boolean mayReorder() {
        return mayReorder;
    }

    /** Whether PostgreSQL holds two keys equal only when this batch does. */
    boolean hasProvenKeys() {
        return target.keyForm().isProven();
    }

    boolean isIndexed() {
        return index != null;
    }

    KeyIndex index() {
        return index;
    }

    /** Takes a row, or says that it cannot join this batch, which must then be sealed and another begun. */
    boolean offer(Row row, int ticket) {
        if (index == null) {
            store(row, ticket);
            return true;
        }
        int entry = index.find(row.key(), row.hash());
        if (entry == KeyIndex.NONE) {
            entry = index.add(row.key(), row.hash());
        } else if (!isOfPartition(entry, row.slot())) {
            return false;
        }
        Fold fold = fold(entry, row);
        if (fold != Fold.SEAL) {
            join(entry, fold, row.kind(), store(row, ticket));
        }
        return fold != Fold.SEAL;
    }

    /** Coalescing across partitions would tie the fate of one's offsets to the other's order. */
    private boolean isOfPartition(int entry, int slot) {
        int held = index.writeOf(entry) == KeyIndex.NONE ? index.deleteOf(entry) : index.writeOf(entry);
        // A key whose rows were all dropped with their partition is free again.
        return held == KeyIndex.NONE || batchClaims.slot(claim(held)) == slot;
    }

    private Fold fold(int entry, Row row) {
        int write = index.writeOf(entry);
        if (row.kind() == RowKind.DELETE) {
            return Fold.ofDelete(rule.mode(), write != KeyIndex.NONE);
        }
        return write == KeyIndex.NONE
                ? Fold.ofWrite(rule.mode(), index.deleteOf(entry) != KeyIndex.NONE)
                : rewrite(write, row);
    }

    private Fold rewrite(int held, Row row) {
        if (versions == null) {
            return Fold.ofRewrite(rule, set(held), row.set());
        }
        Newness newness = versions.compare(bytes(), start(held), set(held), row.tuple(), row.set());
        return Fold.ofVersion(rule, newness, set(held), row.set());
    }

    private void join(int entry, Fold fold, RowKind kind, int number) {
        switch (fold) {
            case ADD -> index.setWrite(entry, number);
            case REPLACE -> replace(entry, kind, number);
            case MERGE -> merge(entry, number);
            case KEEP -> supersede(number);
            case SEAL -> throw new IllegalStateException("A row joined a batch that does not take it");
        }
    }

    /** Takes a row that is the only one of the batch; the key that it had, if any, goes before it. */
    void storeAlone(Row row, int ticket) {
        rows.addAlone(row, claim(row, ticket));
    }

    private int store(Row row, int ticket) {
        deletes += row.kind() == RowKind.DELETE ? 1 : 0;
        return rows.add(row, claim(row, ticket));
    }

    private int claim(Row row, int ticket) {
        int claim = batchClaims.add(row.slot(), ticket, row.offset());
        if (row.record() != null) {
            batchClaims.keep(claim, row.record());
        }
        return claim;
    }

    private void replace(int entry, RowKind kind, int number) {
        supersede(index.writeOf(entry));
        if (kind == RowKind.WRITE) {
            index.setWrite(entry, number);
            return;
        }
        supersede(index.deleteOf(entry));
        index.setWrite(entry, KeyIndex.NONE);
        index.setDelete(entry, number);
    }

    private void merge(int entry, int number) {
        int held = index.writeOf(entry);
        int merged = rows.addMerged(merge, held, number);
        supersede(held);
        supersede(number);
        index.setWrite(entry, merged);
    }

    private void supersede(int row) {
        if (row == KeyIndex.NONE) {
            return;
        }
        deletes -= isDelete(row) ? 1 : 0;
        superseded += isMerged(row) ? 0 : 1;
        rows.supersede(row);
    }

    /** A key's rows are all of one partition, so a key is dropped with all its rows or not at all. */
    void drop(IntPredicate slots) {
        for (int row = 0; row < rows.size(); row++) {
            if (slots.test(batchClaims.slot(claim(row))) && !isDropped(row)) {
                deletes -= isDelete(row) && isLive(row) ? 1 : 0;
                rows.drop(row);
            }
        }
        for (int entry = 0; index != null && entry < index.size(); entry++) {
            index.dropUnless(entry, this::isLive);
        }
    }

    boolean isDropped(int row) {
        return rows.isDropped(row);
    }

    boolean isDelete(int row) {
        return rows.isDelete(row);
    }

    boolean isMerged(int row) {
        return rows.isMerged(row);
    }

    /** Whether it is the row of a record that is still ours. */
    boolean isRecord(int row) {
        return !isMerged(row) && !isDropped(row);
    }

    /** The entry, in the index, of the row's key. */
    int entryOf(int row) {
        RowBuffer key = new RowBuffer(KEY_BYTES);
        target.keyForm().append(bytes(), start(row), key);
        return index.find(key, KeyHash.of(key));
    }

    /** What the server may hold to be the row's key; rows of no key have none. */
    Optional<ByteBuffer> keyOf(int row) {
        if (!destination.isKeyed()) {
            return Optional.empty();
        }
        RowBuffer key = new RowBuffer(KEY_BYTES);
        if (target.keyForm().isProven()) {
            target.keyForm().append(bytes(), start(row), key);
        }
        return Optional.of(ByteBuffer.wrap(key.array(), 0, key.size()));
    }

    boolean isLive(int row) {
        return rows.isLive(row);
    }

    RowKind kind(int row) {
        return isDelete(row) ? RowKind.DELETE : RowKind.WRITE;
    }

    ColumnSet set(int row) {
        return rows.set(row);
    }

    int start(int row) {
        return rows.start(row);
    }

    int end(int row) {
        return rows.end(row);
    }

    byte[] bytes() {
        return rows.bytes();
    }

    /** The number, in the batch's claims, of the record that the row came from. */
    public int claim(int row) {
        return rows.claim(row);
    }

    long capacity() {
        return rows.capacity();
    }

    void clear() {
        rows.clear();
        superseded = 0;
        deletes = 0;
        if (index != null) {
            index.clear();
        }
    }
}

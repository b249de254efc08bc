package io.millrace.write;

import io.millrace.ack.Claims;
import io.millrace.config.InsertMode;
import io.millrace.encode.Newness;
import io.millrace.encode.RowBuffer;
import io.millrace.encode.VersionOrder;
import io.millrace.table.ColumnSet;
import io.millrace.table.Destination;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The rows of one table in one batch, in arrival order, as tuples of COPY BINARY. Where rows have keys, all but the
 * newest of a key are superseded: they stay in the bytes, but are not written. Owned by whoever holds the batch.
 */
public final class TableBatch {
    private static final int FIRST_ROWS = 1024;
    private static final int FIRST_BYTES = 64 * 1024;
    private static final int ROW_OVERHEAD = 64;
    private static final byte LIVE = 0;
    private static final byte SUPERSEDED = 1;
    private static final byte DELETE = 2;
    /** Made of two rows by us, not of a record. */
    private static final byte MERGED = 4;
    /** Of a partition that was closed. */
    private static final byte DROPPED = 8;

    private final Destination destination;
    private final WriteRule rule;
    private final boolean mayReorder;
    private final boolean provenKeys;
    private final KeyIndex index;
    private final VersionOrder versions;
    private final Claims batchClaims;
    private final RowMerge merge;
    private final RowBuffer bytes = new RowBuffer(FIRST_BYTES);

    private int[] starts = new int[FIRST_ROWS + 1];
    private int[] claims = new int[FIRST_ROWS];
    private ColumnSet[] sets = new ColumnSet[FIRST_ROWS];
    private byte[] flags = new byte[FIRST_ROWS];
    private int size;
    private int superseded;
    private int deletes;

    TableBatch(RowTarget target, Claims batchClaims) {
        this.destination = target.destination();
        this.rule = target.rule();
        this.mayReorder = target.mayReorder();
        this.provenKeys = target.keyForm().isProven();
        this.versions = rule.version() == null ? null : new VersionOrder(rule.version());
        this.index = target.isIndexed() ? new KeyIndex() : null;
        this.merge = new RowMerge(rule.keepExisting());
        this.batchClaims = batchClaims;
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
        return size;
    }

    /** The rows that are to be written or deleted. */
    public int liveRows() {
        int live = 0;
        for (int row = 0; row < size; row++) {
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
        return provenKeys;
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
        return held == KeyIndex.NONE || batchClaims.slot(claims[held]) == slot;
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
            return Fold.ofRewrite(rule, sets[held], row.set());
        }
        Newness newness = versions.compare(bytes(), starts[held], sets[held], row.tuple(), row.set());
        return Fold.ofVersion(rule, newness, sets[held], row.set());
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
        int claim = batchClaims.add(row.slot(), ticket, row.offset());
        boolean moves = row.kind() == RowKind.MOVE;
        if (moves) {
            append(row.former(), row.formerSet(), claim, SUPERSEDED);
        }
        append(row.tuple(), row.set(), claim, moves ? LIVE : SUPERSEDED);
    }

    private int store(Row row, int ticket) {
        byte flag = row.kind() == RowKind.DELETE ? DELETE : LIVE;
        deletes += flag == DELETE ? 1 : 0;
        return append(row.tuple(), row.set(), batchClaims.add(row.slot(), ticket, row.offset()), flag);
    }

    private int append(RowBuffer tuple, ColumnSet set, int claim, byte flag) {
        bytes.putBytes(tuple.array(), 0, tuple.size());
        return close(set, claim, flag);
    }

    private int close(ColumnSet set, int claim, byte flag) {
        if (size == claims.length) {
            grow();
        }
        starts[size + 1] = bytes.size();
        claims[size] = claim;
        sets[size] = set;
        flags[size] = flag;
        return size++;
    }

    private void grow() {
        int capacity = claims.length * 2;
        starts = Arrays.copyOf(starts, capacity + 1);
        claims = Arrays.copyOf(claims, capacity);
        sets = Arrays.copyOf(sets, capacity);
        flags = Arrays.copyOf(flags, capacity);
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
        ColumnSet merged = merge.append(bytes, starts[held], sets[held], starts[number], sets[number]);
        supersede(held);
        supersede(number);
        index.setWrite(entry, close(merged, claims[number], MERGED));
    }

    private void supersede(int row) {
        if (row == KeyIndex.NONE) {
            return;
        }
        deletes -= isDelete(row) ? 1 : 0;
        superseded += isMerged(row) ? 0 : 1;
        flags[row] |= SUPERSEDED;
    }

    /** A key's rows are all of one partition, so a key is dropped with all its rows or not at all. */
    void drop(IntPredicate slots) {
        for (int row = 0; row < size; row++) {
            if (slots.test(batchClaims.slot(claims[row])) && (flags[row] & DROPPED) == 0) {
                deletes -= isDelete(row) && isLive(row) ? 1 : 0;
                flags[row] |= SUPERSEDED | DROPPED;
            }
        }
        for (int entry = 0; index != null && entry < index.size(); entry++) {
            index.dropUnless(entry, this::isLive);
        }
    }

    boolean isDropped(int row) {
        return (flags[row] & DROPPED) != 0;
    }

    boolean isDelete(int row) {
        return (flags[row] & DELETE) != 0;
    }

    boolean isMerged(int row) {
        return (flags[row] & MERGED) != 0;
    }

    boolean isLive(int row) {
        return (flags[row] & SUPERSEDED) == 0;
    }

    RowKind kind(int row) {
        return isDelete(row) ? RowKind.DELETE : RowKind.WRITE;
    }

    ColumnSet set(int row) {
        return sets[row];
    }

    int start(int row) {
        return starts[row];
    }

    int end(int row) {
        return starts[row + 1];
    }

    byte[] bytes() {
        return bytes.array();
    }

    /** The number, in the batch's claims, of the record that the row came from. */
    public int claim(int row) {
        return claims[row];
    }

    long capacity() {
        return bytes.capacity() + (long) claims.length * ROW_OVERHEAD;
    }

    void clear() {
        bytes.clear();
        Arrays.fill(sets, 0, size, null);
        size = 0;
        superseded = 0;
        deletes = 0;
        if (index != null) {
            index.clear();
        }
    }
}

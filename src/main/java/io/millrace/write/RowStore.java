package io.millrace.write;

import io.millrace.encode.RowBuffer;
import io.millrace.table.ColumnSet;
import java.util.Arrays;

/**
 * The rows of one table batch as they lie, one behind the other, and what is known of each. Owned by whoever holds the
 * batch.
 */
final class RowStore {
    private static final int FIRST_ROWS = 1024;
    private static final int FIRST_BYTES = 64 * 1024;
    private static final int ROW_OVERHEAD = 64;

    private static final byte SUPERSEDED = 1;
    private static final byte DELETE = 2;
    /** Made of two rows by us, not of a record. */
    private static final byte MERGED = 4;
    /** Of a partition that was closed. */
    private static final byte DROPPED = 8;

    private final RowBuffer bytes = new RowBuffer(FIRST_BYTES);
    private int[] starts = new int[FIRST_ROWS + 1];
    private int[] claims = new int[FIRST_ROWS];
    private ColumnSet[] sets = new ColumnSet[FIRST_ROWS];
    private byte[] flags = new byte[FIRST_ROWS];
    private int size;

    /** Appends a record's row and gives its number. */
    int add(Row row, int claim) {
        makeRoom();
        bytes.putBytes(row.tuple().array(), 0, row.tuple().size());
        return end(claim, row.set(), row.kind() == RowKind.DELETE ? DELETE : 0);
    }

    /** Appends the row of a record that goes alone: a move is its old key and its row, a truncate has no row to write. */
    void addAlone(Row row, int claim) {
        boolean moves = row.kind() == RowKind.MOVE;
        if (moves) {
            bytes.putBytes(row.former().array(), 0, row.former().size());
            end(claim, row.formerSet(), SUPERSEDED);
        }
        bytes.putBytes(row.tuple().array(), 0, row.tuple().size());
        end(claim, row.set(), moves ? 0 : SUPERSEDED);
    }

    /** Appends a row made of two, which counts as the newer one's. */
    int addMerged(RowMerge merge, int older, int newer) {
        makeRoom();
        ColumnSet merged = merge.append(bytes, starts[older], sets[older], starts[newer], sets[newer]);
        return end(claims[newer], merged, MERGED);
    }

    private int end(int claim, ColumnSet set, byte flag) {
        starts[size + 1] = bytes.size();
        claims[size] = claim;
        sets[size] = set;
        flags[size] = flag;
        return size++;
    }

    private void makeRoom() {
        if (size < claims.length) {
            return;
        }
        int capacity = claims.length * 2;
        starts = Arrays.copyOf(starts, capacity + 1);
        claims = Arrays.copyOf(claims, capacity);
        sets = Arrays.copyOf(sets, capacity);
        flags = Arrays.copyOf(flags, capacity);
    }

    void supersede(int row) {
        flags[row] |= SUPERSEDED;
    }

    void drop(int row) {
        flags[row] |= SUPERSEDED | DROPPED;
    }

    int size() {
        return size;
    }

    boolean isLive(int row) {
        return (flags[row] & SUPERSEDED) == 0;
    }

    boolean isDelete(int row) {
        return (flags[row] & DELETE) != 0;
    }

    boolean isMerged(int row) {
        return (flags[row] & MERGED) != 0;
    }

    boolean isDropped(int row) {
        return (flags[row] & DROPPED) != 0;
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

    int claim(int row) {
        return claims[row];
    }

    long capacity() {
        return bytes.capacity() + (long) claims.length * ROW_OVERHEAD;
    }

    void clear() {
        bytes.clear();
        Arrays.fill(sets, 0, size, null);
        size = 0;
    }
}

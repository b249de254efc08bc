package io.millrace.write;

/** What a batch has of tables with foreign keys. Owned by whoever holds the batch. */
final class Ties {
    private boolean writes;
    private boolean deletes;

    /**
     * Whether a row of a table with foreign keys would be written before what came before it: a batch runs its deletes
     * first, and a delete may cascade, or wait for a write that takes its last child away.
     */
    boolean changesPlaces(Row row) {
        boolean meets = row.kind() == RowKind.DELETE ? writes : deletes;
        return meets && row.target().isTied();
    }

    void add(Row row) {
        deletes |= row.target().isTied() && row.kind() == RowKind.DELETE;
        writes |= row.target().isTied() && row.kind() == RowKind.WRITE;
    }

    /** Whether there are deletes, and then no writes. */
    boolean hasDeletes() {
        return deletes;
    }

    void clear() {
        writes = false;
        deletes = false;
    }
}

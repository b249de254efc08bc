package io.millrace.write;

/** A row that the server refused, and why. Immutable; lives on a lane's thread. */
record RefusedRow(TableBatch table, int row, Failure failure) {
    int claim() {
        return table.claim(row);
    }

    /** The same row, with what else is known of why. */
    RefusedRow because(String more) {
        return new RefusedRow(table, row, failure.and(more));
    }

    SqlState state() {
        return failure.state();
    }

    boolean hasCode(String sqlState) {
        return failure.code().equals(sqlState);
    }
}

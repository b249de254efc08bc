package io.millrace.write;

/** Which row of a batch each of its records became. Lives on a lane's thread. */
record RecordRows(TableBatch[] tables, int[] rows) {
    static RecordRows of(LaneBatch batch) {
        RecordRows found = new RecordRows(
                new TableBatch[batch.claims().size()], new int[batch.claims().size()]);
        for (TableBatch table : batch.tables()) {
            for (int row = 0; row < table.size(); row++) {
                if (table.isRecord(row)) {
                    found.tables[table.claim(row)] = table;
                    found.rows[table.claim(row)] = row;
                }
            }
        }
        return found;
    }

    /** Whether the record has a row: one that cannot become one has none, nor one of a partition that was closed. */
    boolean has(int claim) {
        return tables[claim] != null;
    }

    TableBatch table(int claim) {
        return tables[claim];
    }

    int row(int claim) {
        return rows[claim];
    }
}

package io.millrace.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a table must hold after a run: worked out from what was produced, without any of the sinks. Immutable.
 *
 * @param ids the sum of the keys
 * @param devices the sum of a column whose value tells which record the row is from
 */
record Content(long rows, long ids, long devices) {
    private static final int ABSENT = -1;

    static Content after(Workload workload) {
        int[] keys = workload.keys();
        int bound = Math.max(Arrays.stream(keys).max().orElse(0) + 1, workload.prefilled());
        int[] rowOfKey = new int[bound];
        Arrays.fill(rowOfKey, ABSENT);
        for (int id = 0; id < workload.prefilled(); id++) {
            rowOfKey[id] = id;
        }
        for (int row = 0; row < keys.length; row++) {
            rowOfKey[keys[row]] = workload.deletes(row) ? ABSENT : Dataset.FIRST_ROW + row;
        }
        return sum(rowOfKey);
    }

    private static Content sum(int[] rowOfKey) {
        long rows = 0;
        long ids = 0;
        long devices = 0;
        for (int id = 0; id < rowOfKey.length; id++) {
            if (rowOfKey[id] != ABSENT) {
                rows++;
                ids += id;
                devices += Fields.device(rowOfKey[id]);
            }
        }
        return new Content(rows, ids, devices);
    }

    /** A query for the same of the tables that are there. */
    static String query(Spread spread) {
        return "SELECT count(*) || ' rows, ids ' || sum(id) || ', devices ' || sum(device) FROM ("
                + spread.tables().stream()
                        .map(table -> "SELECT id, device FROM " + table)
                        .collect(Collectors.joining(" UNION ALL "))
                + ") AS rows";
    }

    /** A query for all of it: the same table has the same sum, in whatever order its rows lie. */
    static String checksumQuery(Spread spread) {
        return "SELECT sum(hash) FROM ("
                + spread.tables().stream()
                        .map(table -> "SELECT sum(hash_record(t)) AS hash FROM " + table + " AS t")
                        .collect(Collectors.joining(" UNION ALL "))
                + ") AS sums";
    }

    @Override
    public String toString() {
        return rows + " rows, ids " + ids + ", devices " + devices;
    }
}

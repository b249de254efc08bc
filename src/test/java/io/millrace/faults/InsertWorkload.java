package io.millrace.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows without a key, numbered from 0 on: each number must be there, and where so promised, once. */
final class InsertWorkload extends Workload {
    /** Wide enough for batches of a thousand rows to go by COPY. */
    private static final String FILLING = "x".repeat(120);

    private static final String EXAMPLES = "5";

    private volatile long next;
    private volatile long forgiven;

    private InsertWorkload(String name, Promise promise) {
        super(name, promise);
    }

    static InsertWorkload atLeastOnce(String tag) {
        return new InsertWorkload("insert_" + tag, Promise.NOTHING_LOST);
    }

    static InsertWorkload exactlyOnce(String tag) {
        return new InsertWorkload("insert_once_" + tag, Promise.EXACTLY_ONCE);
    }

    static InsertWorkload deferred(String tag) {
        InsertWorkload deferred = new InsertWorkload("insert_deferred_" + tag, Promise.NOTHING_LOST);
        deferred.defer();
        return deferred;
    }

    @Override
    String createTable() {
        return "CREATE TABLE " + name() + " (seq bigint, body text)";
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        settings.put("insert.mode", "insert");
        settings.put("pk.mode", "none");
        return settings;
    }

    @Override
    void produce(Ink ink, Random random, int records) {
        for (int record = 0; record < records; record++) {
            long seq = next;
            ink.send(name(), null, "{\"seq\":" + seq + ",\"body\":\"" + seq + FILLING + "\"}");
            next = seq + 1;
        }
    }

    @Override
    void produceEverythingAnew(Ink ink) {
        // Nothing here is ever written over.
    }

    @Override
    long produced() {
        return next;
    }

    @Override
    void forgiveSoFar() {
        forgiven = next;
    }

    @Override
    Verdict judge(Connection connection) throws SQLException {
        String counts = "SELECT count(*), count(DISTINCT seq), count(DISTINCT seq) FILTER (WHERE seq >= " + forgiven
                + "), count(*) FILTER (WHERE seq IS NULL OR seq < 0 OR seq >= " + next
                + " OR body IS DISTINCT FROM seq || '" + FILLING + "') FROM " + name();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(counts)) {
            row.next();
            long rows = row.getLong(1);
            long duplicated = rows - row.getLong(2);
            long lost = next - forgiven - row.getLong(3);
            return new Verdict(this, rows, lost, duplicated, 0, row.getLong(4), examples(connection, lost));
        }
    }

    private List<String> examples(Connection connection, long lost) throws SQLException {
        String missing = "SELECT 'missing ' || s FROM generate_series(" + forgiven + ", " + (next - 1)
                + ") s WHERE NOT EXISTS (SELECT FROM " + name() + " WHERE seq = s) LIMIT " + EXAMPLES;
        String twice = "SELECT 'twice ' || seq FROM " + name() + " GROUP BY seq HAVING count(*) > 1 ORDER BY seq LIMIT "
                + EXAMPLES;
        List<String> examples = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(lost == 0 ? twice : missing)) {
            while (rows.next()) {
                examples.add(rows.getString(1));
            }
        }
        return examples;
    }
}

package io.millrace.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records of 20 kB in 200 partitions, each of a key of its own, for one task with a dead letter queue. */
final class WideWorkload extends Workload {
    private static final int PARTITIONS = 200;
    private static final String FILLING = "z".repeat(20_000);

    private volatile int next;

    WideWorkload(String tag) {
        super("wide_" + tag, Promise.LAST_VALUES);
    }

    @Override
    int partitions() {
        return PARTITIONS;
    }

    @Override
    int tasks() {
        return 1;
    }

    @Override
    String createTable() {
        return "CREATE TABLE " + name() + " (id int PRIMARY KEY, note text)";
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        settings.put("insert.mode", "upsert");
        settings.put("pk.mode", "record_key");
        settings.put("pk.fields", "id");
        settings.put("lanes", "4");
        settings.put("errors.tolerance", "all");
        settings.put("errors.deadletterqueue.topic.name", name() + "_dead");
        settings.put("errors.deadletterqueue.topic.replication.factor", "1");
        return settings;
    }

    @Override
    void produce(Ink ink, Random random, int records) {
        for (int record = 0; record < records; record++) {
            ink.send(name(), Integer.toString(next), "{\"note\":\"" + FILLING + "\"}");
            next++;
        }
    }

    @Override
    void produceEverythingAnew(Ink ink) {
        throw new UnsupportedOperationException("no fault of this workload asks for it");
    }

    @Override
    long produced() {
        return next;
    }

    @Override
    void forgiveSoFar() {
        throw new UnsupportedOperationException("no fault of this workload asks for it");
    }

    @Override
    Verdict judge(Connection connection) throws SQLException {
        String counts = "SELECT count(*), count(*) FILTER (WHERE id >= " + next + " OR length(note) <> "
                + FILLING.length() + ") FROM " + name();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(counts)) {
            row.next();
            long rows = row.getLong(1);
            return new Verdict(this, rows, next - rows, 0, 0, row.getLong(2), List.of());
        }
    }
}

package io.millrace.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes and tombstones of a few hot keys and many cold ones: the last of each key must be what the table holds. */
final class UpsertWorkload extends Workload {
    private static final int KEYS = 5_000;
    /** One record in so many is a tombstone. */
    private static final int TOMBSTONE_EVERY = 8;

    private static final int MOST_EXAMPLES = 5;
    private static final String FILLING = "y".repeat(60);

    /** What was said last of each key; a tombstone is the complement of its version. */
    private final Map<Integer, Long> last = new HashMap<>();

    private volatile long nextVersion;
    private volatile long forgiven;

    private UpsertWorkload(String name, Promise promise) {
        super(name, promise);
    }

    static UpsertWorkload atLeastOnce(String tag) {
        return new UpsertWorkload("upsert_" + tag, Promise.LAST_VALUES);
    }

    static UpsertWorkload exactlyOnce(String tag) {
        return new UpsertWorkload("upsert_once_" + tag, Promise.EXACTLY_ONCE);
    }

    static UpsertWorkload deferred(String tag) {
        UpsertWorkload deferred = new UpsertWorkload("upsert_deferred_" + tag, Promise.LAST_VALUES);
        deferred.defer();
        return deferred;
    }

    @Override
    String createTable() {
        return "CREATE TABLE " + name() + " (id int PRIMARY KEY, version bigint NOT NULL, note text)";
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        settings.put("insert.mode", "upsert");
        settings.put("pk.mode", "record_key");
        settings.put("pk.fields", "id");
        settings.put("delete.enabled", "true");
        // Small batches would go as arrays: staging is what is held, cut and forgotten here.
        settings.put("write.method", "copy");
        return settings;
    }

    @Override
    void produce(Ink ink, Random random, int records) {
        for (int record = 0; record < records; record++) {
            int id = random.nextInt(1 + random.nextInt(KEYS));
            if (random.nextInt(TOMBSTONE_EVERY) == 0) {
                delete(ink, id);
            } else {
                write(ink, id);
            }
        }
    }

    @Override
    void produceEverythingAnew(Ink ink) {
        for (int id = 0; id < KEYS && promise() == Promise.LAST_VALUES; id++) {
            write(ink, id);
        }
    }

    private void write(Ink ink, int id) {
        long version = nextVersion;
        String json = "{\"version\":" + version + ",\"note\":\"" + version + FILLING + "\"}";
        ink.send(name(), Integer.toString(id), json);
        last.put(id, version);
        nextVersion = version + 1;
    }

    private void delete(Ink ink, int id) {
        long version = nextVersion;
        ink.send(name(), Integer.toString(id), null);
        last.put(id, ~version);
        nextVersion = version + 1;
    }

    @Override
    long produced() {
        return nextVersion;
    }

    @Override
    void forgiveSoFar() {
        forgiven = nextVersion;
    }

    @Override
    Verdict judge(Connection connection) throws SQLException {
        Map<Integer, Long> missing = new HashMap<>(last);
        missing.values().removeIf(version -> version < forgiven);
        Findings findings = new Findings();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, version, note FROM " + name())) {
            while (row.next()) {
                findings.rows++;
                missing.remove(row.getInt(1));
                findings.look(row.getInt(1), row.getLong(2), row.getString(3));
            }
        }
        missing.forEach((id, version) -> findings.note("key " + id + " is missing, version " + version));
        return new Verdict(
                UpsertWorkload.this,
                findings.rows,
                missing.size(),
                0,
                findings.stale,
                findings.wrong,
                findings.examples);
    }

    /** What was seen of one table. The judging thread. */
    private final class Findings {
        private final List<String> examples = new ArrayList<>();
        private long rows;
        private long stale;
        private long wrong;

        private void look(int id, long version, String note) {
            Long wanted = last.get(id);
            if (wanted == null || version >= nextVersion || !note.equals(version + FILLING)) {
                wrong++;
                note("key " + id + " has version " + version + ", which nobody wrote");
            } else if (wanted != version) {
                stale++;
                note("key " + id + " has version " + version + ", its last is " + wanted);
            }
        }

        private void note(String example) {
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(example);
            }
        }
    }
}

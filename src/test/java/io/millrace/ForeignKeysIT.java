package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of tables tied by foreign keys are written as if one by one. */
class ForeignKeysIT {
    private final List<SinkRecord> records = new ArrayList<>();
    private TestDatabase database;
    private long offset;

    @BeforeEach
    void makeDatabase() throws Exception {
        database = TestDatabase.fresh();
    }

    @Test
    void aParentDeletedAndMadeAgainTakesItsChildrenAlong() throws Exception {
        database.execute(
                "CREATE TABLE parent (id bigint PRIMARY KEY, a text)",
                "CREATE TABLE child (id bigint PRIMARY KEY, parent_id bigint REFERENCES parent ON DELETE CASCADE)");
        record("parent", 5, Map.of("a", "old"));
        record("child", 1, Map.of("parent_id", 5L));
        record("parent", 5, null);
        record("parent", 5, Map.of("a", "new"));

        deliver();

        assertThat(database.ask("SELECT count(*) FROM child")).isEqualTo("0");
        assertThat(database.ask("SELECT a FROM parent")).isEqualTo("new");
    }

    @Test
    void aChildMovesBeforeItsOldParentGoes() throws Exception {
        database.execute(
                "CREATE TABLE parent (id bigint PRIMARY KEY, a text)",
                "CREATE TABLE child (id bigint PRIMARY KEY, parent_id bigint REFERENCES parent)",
                "INSERT INTO parent VALUES (1), (2)",
                "INSERT INTO child VALUES (1, 1)");
        record("child", 1, Map.of("parent_id", 2L));
        record("parent", 1, null);

        deliver();

        assertThat(database.ask("SELECT count(*) || ' ' || max(id) FROM parent"))
                .isEqualTo("1 2");
    }

    @Test
    void childrenGoBeforeTheirParentsWhereOrderBetweenKeysMattersToo() throws Exception {
        database.execute(
                "CREATE TABLE parent (id bigint PRIMARY KEY, a text UNIQUE)",
                "CREATE TABLE child (id bigint PRIMARY KEY, parent_id bigint REFERENCES parent, b text UNIQUE)",
                "INSERT INTO parent VALUES (5)",
                "INSERT INTO child VALUES (1, 5)");
        record("child", 1, null);
        record("parent", 5, null);

        deliver();

        assertThat(database.ask("SELECT (SELECT count(*) FROM parent) + (SELECT count(*) FROM child)"))
                .isEqualTo("0");
    }

    private void record(String table, long id, Map<String, Object> fields) {
        Map<String, Object> value = fields == null ? null : new HashMap<>(fields);
        records.add(new SinkRecord(
                table, 0, Schema.INT64_SCHEMA, id, null, value, offset, null, null, null, "changes", 0, offset++));
    }

    private void deliver() {
        Settings settings = Settings.of(database)
                .with("insert.mode", "upsert")
                .with("pk.mode", "record_key")
                .with("pk.fields", "id")
                .with("delete.enabled", true);
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("changes", 0)).deliver(records).awaitDurable();
        }
    }
}

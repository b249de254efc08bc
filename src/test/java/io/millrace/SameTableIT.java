package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class SameTableIT {
    @Test
    void topicsThatNameOneTableDifferentlyKeepTheOrderOfAKey() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a text)");
        List<SinkRecord> records = new ArrayList<>();
        for (int offset = 0; offset < 1000; offset++) {
            // As a transform renames topics: one partition, two names for its table.
            String topic = offset % 2 == 0 ? "t" : "other";
            Map<String, Object> value = Map.of("id", 1L, "a", "version " + offset);
            records.add(
                    new SinkRecord(topic, 0, null, null, null, value, offset, null, null, null, "original", 0, offset));
        }
        Settings settings = Settings.of(database)
                .with("insert.mode", "upsert")
                .with("pk.mode", "record_value")
                .with("pk.fields", "id")
                .with("topics.to.tables.mapping", "other:public.t");

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("original", 0)).deliver(records).awaitDurable();
        }

        assertThat(database.ask("SELECT a FROM t WHERE id = 1")).isEqualTo("version 999");
    }
}

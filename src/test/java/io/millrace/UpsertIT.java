package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class UpsertIT {
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
    private static final Schema VALUE = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    @Test
    void works() throws Exception {
        TestDatabase db = TestDatabase.fresh();
        db.execute("CREATE TABLE t (id bigint primary key, name text)");
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Struct key = new Struct(KEY).put("id", (long) (i % 777));
            boolean delete = i % 10 == 3;
            records.add(new SinkRecord(
                    "t",
                    0,
                    KEY,
                    key,
                    delete ? null : VALUE,
                    delete
                            ? null
                            : new Struct(VALUE).put("id", (long) (i % 777)).put("name", "n" + i),
                    i));
        }
        try (TaskDriver driver = TaskDriver.start(Map.of(
                "name",
                "x",
                "connection.url",
                db.jdbcUrl(),
                "connection.user",
                db.user(),
                "insert.mode",
                "upsert",
                "pk.mode",
                "record_key",
                "delete.enabled",
                "true"))) {
            driver.open(new TopicPartition("t", 0));
            driver.deliver(records).awaitDurable();
        }
        assertThat(db.ask("select count(*) from t")).isEqualTo("x");
    }
}

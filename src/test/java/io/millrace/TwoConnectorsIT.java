package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Tasks of several connectors live in one worker without knowing of each other. */
class TwoConnectorsIT {
    @Test
    void twoConnectorsWriteTellAndEndEachByItself() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)", "CREATE TABLE u (v text)");
        PartitionLog ofOne = PartitionLog.of("t", 0);
        PartitionLog ofOther = PartitionLog.of("u", 0);
        TaskBean one = TaskBean.of("one");
        TaskBean other = TaskBean.of("\"other, \\\"of a strange name\\\"\"");
        Settings upserting = Settings.upserting(database).with("name", "one");
        Settings inserting = Settings.of(database).with("name", "other, \"of a strange name\"");

        try (TaskDriver first = TaskDriver.start(upserting.map());
                TaskDriver second = TaskDriver.start(inserting.map())) {
            first.open(ofOne.partition());
            second.open(ofOther.partition());
            for (int turn = 0; turn < 5; turn++) {
                first.deliver(records(ofOne, 100));
                second.deliver(records(ofOther, 100));
            }
            first.awaitDurable();
            second.awaitDurable();
            long writtenByOne = one.number("RecordsWritten");
            long writtenByOther = other.number("RecordsWritten");

            first.stop();
            second.deliver(records(ofOther, 100)).awaitDurable();

            assertThat(writtenByOne).isEqualTo(500);
            assertThat(writtenByOther).isEqualTo(500);
            assertThat(one.isRegistered()).isFalse();
            assertThat(other.isRegistered()).isTrue();
        }
        assertThat(other.isRegistered()).isFalse();
        assertThat(database.count("t")).isEqualTo(100);
        assertThat(database.count("u")).isEqualTo(600);
    }

    private static List<SinkRecord> records(PartitionLog log, int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            records.add(log.append(id, fields("v", "v" + id)));
        }
        return records;
    }
}

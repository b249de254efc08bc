package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.ConsumerDriver;
import io.millrace.testing.MemoryBroker;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exactly once: stored offsets have no holes, so what comes after a row that waits for its parent waits too; what came
 * before it, and other partitions, are written.
 */
class HardCase12ExactlyOnceIT {
    private static final TopicPartition PARENTS = new TopicPartition("parent", 0);
    private static final TopicPartition CHILDREN = new TopicPartition("child", 0);
    private static final String STORED =
            "SELECT string_agg(topic || ' ' || next_offset, ', ' ORDER BY topic) FROM millrace_offsets";
    private static final String ROWS = "SELECT string_agg(parent_id || v, ',' ORDER BY v) FROM child";

    private final MemoryBroker broker = new MemoryBroker();
    private final PartitionLog parents = PartitionLog.of("parent", 0);
    private final PartitionLog children = PartitionLog.of("child", 0);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTables() throws SQLException {
        database = TestDatabase.fresh();
        database.execute(
                "CREATE TABLE parent (id bigint PRIMARY KEY)",
                "INSERT INTO parent VALUES (8)",
                "CREATE TABLE child (parent_id bigint REFERENCES parent, v varchar(4))");
        settings = Settings.of(database)
                .tolerating()
                .with("delivery.guarantee", "exactly_once")
                .with("flush.timeout.ms", 50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void thePartitionOfAChildWaitsForItsParent(int lanes) throws SQLException {
        settings = settings.with("lanes", lanes).with("foreign.key.retry.ms", 60_000);
        child(8, "a");
        child(7, "b");
        child(8, "too long");
        child(8, "d");
        try (ConsumerDriver driver = ConsumerDriver.start(broker, settings).open(CHILDREN, PARENTS)) {
            driver.pollUntil("the first is written", () -> database.ask(ROWS).equals("8a"));
            child(8, "e");
            driver.poll().commit();
            String before = database.ask(STORED);

            parent(7);
            driver.drain();

            assertThat(before).isEqualTo("child 1");
            assertThat(driver.deadLetters().coordinates()).containsExactly("child-0@2");
        }
        assertThat(database.ask(ROWS)).isEqualTo("8a,7b,8d,8e");
        assertThat(database.ask(STORED)).isEqualTo("child 5, parent 1");
    }

    @Test
    void whenItsTimeIsOutItIsReportedAndThePartitionGoesOn() throws SQLException {
        settings = settings.with("foreign.key.retry.ms", 300);
        child(8, "a");
        child(7, "b");
        child(8, "c");
        try (ConsumerDriver driver = ConsumerDriver.start(broker, settings).open(CHILDREN, PARENTS)) {
            driver.drain();

            assertThat(driver.deadLetters().coordinates()).containsExactly("child-0@1");
        }
        assertThat(database.ask(ROWS)).isEqualTo("8a,8c");
        assertThat(database.ask(STORED)).startsWith("child 3");
    }

    private void parent(long id) {
        broker.add(parents.append(null, fields("id", id)));
    }

    private void child(long parent, String v) {
        broker.add(children.append(null, fields("parent_id", parent, "v", v)));
    }
}

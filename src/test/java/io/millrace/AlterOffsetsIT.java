package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testing.Await;
import io.millrace.testing.ConsumerDriver;
import io.millrace.testing.MemoryBroker;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PATCH and DELETE of a connector's offsets do to those that are stored with the rows. */
class AlterOffsetsIT {
    private static final TopicPartition ONE = new TopicPartition("t", 0);
    private static final TopicPartition TWO = new TopicPartition("t", 1);

    private final MemoryBroker broker = new MemoryBroker();
    private final PartitionLog one = PartitionLog.of("t", 0);
    private final PartitionLog two = PartitionLog.of("t", 1);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int)");
        settings = Settings.of(database).with("delivery.guarantee", "exactly_once");
        for (int at = 0; at < 100; at++) {
            broker.add(one.append(null, fields("id", at)));
            broker.add(two.append(null, fields("id", at)));
        }
    }

    private void alter(Map<TopicPartition, Long> offsets) {
        assertThat(new PostgresSinkConnector().alterOffsets(settings.map(), offsets))
                .isTrue();
    }

    private void run() {
        ConsumerDriver.start(broker, settings).open(ONE, TWO).drain().close();
    }

    private String stored() throws SQLException {
        return database.ask("SELECT string_agg(partition || ':' || epoch || ':' || coalesce(next_offset::text, 'none'),"
                + " ' ' ORDER BY partition) FROM millrace_offsets");
    }

    private static Map<TopicPartition, Long> reset(TopicPartition... partitions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            offsets.put(partition, null);
        }
        return offsets;
    }

    @Test
    void anOffsetThatIsSetIsWhereThePartitionGoesOn() throws SQLException {
        run();

        alter(Map.of(ONE, 90L));
        run();

        assertThat(database.count("t")).isEqualTo(210);
        assertThat(stored()).isEqualTo("0:3:100 1:2:100");
    }

    @Test
    void anOffsetCanBeSetBeforeTheConnectorEverRan() throws SQLException {
        alter(Map.of(ONE, 90L, TWO, 95L));

        run();

        assertThat(database.count("t")).isEqualTo(15);
    }

    @Test
    void whatIsResetIsReadAgainFromWhereTheGroupStands() throws SQLException {
        run();
        broker.committed().clear();

        alter(reset(ONE, TWO));
        String afterwards = stored();
        run();

        assertThat(afterwards).isEqualTo("0:2:none 1:2:none");
        assertThat(database.count("t")).isEqualTo(400);
    }

    @Test
    void resettingNothingInParticularResetsAll() throws SQLException {
        run();

        alter(Map.of());
        alter(Map.of());

        assertThat(stored()).isEqualTo("0:3:none 1:3:none");
    }

    @Test
    void anotherConnectorsOffsetsStay() throws SQLException {
        run();
        settings = settings.with("exactly.once.id", "other");

        alter(Map.of());
        alter(reset(ONE));

        assertThat(database.ask("SELECT count(*) FROM millrace_offsets WHERE connector = 'test' AND next_offset = 100"))
                .isEqualTo("2");
    }

    @Test
    void aTaskThatStillRunsIsFencedOff() throws Exception {
        try (ConsumerDriver zombie =
                ConsumerDriver.start(broker, settings).open(ONE, TWO).drain()) {
            alter(Map.of(ONE, 0L, TWO, 0L));
            broker.add(one.append(null, fields("id", 100)));

            Await.holdsFor("the zombie writes nothing", Duration.ofSeconds(2), () -> {
                zombie.poll();
                return database.count("t") == 200;
            });
            zombie.kill();
        }
        assertThat(stored()).isEqualTo("0:2:0 1:2:0");
    }

    @Test
    void aNegativeOffsetIsRefused() {
        assertThatThrownBy(() -> alter(Map.of(ONE, -1L)))
                .isInstanceOf(ConnectException.class)
                .hasMessage("The offset of t-0 must not be negative");
    }

    @ParameterizedTest
    @CsvSource({"topics, 'other, t2'", "topics.regex, t.+"})
    void anOffsetOfATopicThatTheConnectorDoesNotReadIsRefused(String key, String topics) throws SQLException {
        run();
        settings = settings.with(key, topics);

        assertThatThrownBy(() -> alter(Map.of(new TopicPartition("t2", 0), 50L, ONE, 50L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("No offset was altered: the connector does not read topic t (" + key + "=")
                .hasMessageEndingWith("). Leave t-0 out, or reset it with \"offset\": null");
        assertThat(stored()).isEqualTo("0:1:100 1:1:100");
    }

    @Test
    void anOffsetOfATopicThatTheConnectorReadNoLongerIsReset() throws SQLException {
        run();
        settings = settings.with("topics", "other");

        alter(reset(ONE));

        assertThat(stored()).isEqualTo("0:2:none 1:1:100");
    }

    @Test
    void aDatabaseThatRefusesIsToldWithoutWhatTheServerSaid() {
        settings = settings.with("connection.url", database.jdbcUrl() + "_none");

        assertThatThrownBy(() -> alter(Map.of(ONE, 1L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("The offsets stored in table millrace_offsets were not altered: ")
                .hasMessageContaining("3D000");
    }

    @Test
    void atLeastOnceLeavesItToKafkaAndAsksNoDatabase() {
        settings = settings.with("delivery.guarantee", "at_least_once")
                .with("connection.url", "jdbc:postgresql://localhost:1/none");

        alter(Map.of(ONE, 1L));
    }
}

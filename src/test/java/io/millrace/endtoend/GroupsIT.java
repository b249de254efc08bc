package io.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partitions change hands among the tasks of one connector, by each way that a group has to deal them out. */
@ExtendWith(SharedBroker.class)
class GroupsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int KEYS = 1_000;
    private static final int BURST = 5_000;
    private static final int PARTITIONS = 6;
    private static final int TASKS = 3;

    private static ProcessStack stack;

    @BeforeAll
    static void start(KafkaServer broker) throws SQLException {
        stack = ProcessStack.beside(broker, KafkaJars.current());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "eager, partition.assignment.strategy, org.apache.kafka.clients.consumer.RangeAssignor",
        "cooperative, partition.assignment.strategy, org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
        "consumer, group.protocol, consumer"
    })
    void tableIsRightAfterTasksCameAndWentUnderLoad(String protocol, String setting, String value) throws Exception {
        try (Scenario it = new Scenario(stack, protocol).topic(PARTITIONS);
                Events events = new Events(stack.bootstrapServers())) {
            Random random = new Random(17);
            it.upserting(it.name).with("consumer.override." + setting, value).run(1);
            events.churn(it.name, random, KEYS, 0, BURST);

            it.run(TASKS);
            for (int task = 0; task < TASKS; task++) {
                events.churn(it.name, random, KEYS, 0, BURST);
                stack.rest().restartTask(it.name, task);
                events.churn(it.name, random, KEYS, 0, BURST);
            }
            stack.rest().awaitRunning(it.name, TASKS);
            events.flush();
            it.awaitNoLag();

            assertThat(it.versions(it.name)).isEqualTo(events.expected());
        }
    }

    @Test
    void aPausedConnectorGoesOnWhereItStopped() throws Exception {
        try (Scenario it = new Scenario(stack, "paused").topic(2);
                Events events = new Events(stack.bootstrapServers())) {
            Random random = new Random(18);
            it.upserting(it.name).run(1);

            for (int round = 0; round < 3; round++) {
                events.churn(it.name, random, KEYS, 0, BURST);
                stack.rest().pause(it.name);
                stack.rest().awaitPaused(it.name, 1);
                events.churn(it.name, random, KEYS, 0, BURST);
                stack.rest().resume(it.name);
                stack.rest().awaitRunning(it.name, 1);
            }
            events.flush();
            it.awaitNoLag();

            assertThat(it.versions(it.name)).isEqualTo(events.expected());
        }
    }

    @Test
    void aDeletedConnectorLeavesNoSession() throws Exception {
        String name;
        try (Scenario it = new Scenario(stack, "deleted").topic(2);
                Events events = new Events(stack.bootstrapServers())) {
            name = it.name;
            it.upserting(it.name).run(2);
            events.churn(it.name, new Random(19), KEYS, 0, BURST);
            events.flush();
            it.awaitNoLag();
            assertThat(sessions(name)).isPositive();
        }

        Await.until("no session is left", LIMIT, () -> sessions(name) == 0, stack::logs);
    }

    private static long sessions(String connector) throws SQLException {
        String sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE ?";
        try (Connection connection = stack.connect();
                PreparedStatement query = connection.prepareStatement(sessions)) {
            query.setString(1, "millrace-" + connector + "%");
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}

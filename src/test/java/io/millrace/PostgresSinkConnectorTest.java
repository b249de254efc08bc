package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.CapturedLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;

class PostgresSinkConnectorTest {
    private final PostgresSinkConnector connector = new PostgresSinkConnector();

    @Test
    void aWorkerFindsItAsAService() {
        assertThat(ServiceLoader.load(SinkConnector.class)).hasAtLeastOneElementOfType(PostgresSinkConnector.class);
    }

    @Test
    void eachTaskGetsTheSettingsAndItsNumber() {
        connector.start(Map.of("name", "orders", "connection.url", "jdbc:postgresql://db/shop"));

        List<Map<String, String>> tasks = connector.taskConfigs(2);

        assertThat(tasks)
                .containsExactly(
                        Map.of("name", "orders", "connection.url", "jdbc:postgresql://db/shop", "millrace.task", "0"),
                        Map.of("name", "orders", "connection.url", "jdbc:postgresql://db/shop", "millrace.task", "1"));
    }

    @Test
    void keysThatNobodyReadsAreWarnedOfAtTheStart() {
        String said;
        try (CapturedLog log = CapturedLog.begin()) {
            connector.start(Map.of("name", "orders", "auto.craete", "s3cret"));
            said = log.text();
        }

        assertThat(said).contains("WARN", "auto.craete").doesNotContain("s3cret");
    }

    @Test
    void aSettingThatConnectHasAsNullIsPassedOn() {
        Map<String, String> settings = new HashMap<>();
        settings.put("transforms", null);

        connector.start(settings);

        assertThat(connector.taskConfigs(1).get(0)).containsEntry("transforms", null);
    }

    @Test
    void tasksAreOfTheSameVersion() {
        assertThat(connector.taskClass()).isEqualTo(PostgresSinkTask.class);
        assertThat(connector.version()).isEqualTo(new PostgresSinkTask().version());
    }

    @Test
    void offsetsInKafkaMayBeAlteredSinceTheyAreTheTruth() {
        Map<String, String> given = Map.of("name", "orders", "connection.url", "jdbc:postgresql://db/x");

        assertThat(connector.alterOffsets(given, Map.of(new TopicPartition("orders", 0), 7L)))
                .isTrue();
    }
}

package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.RandomDocuments;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nested values arrive in json, jsonb and text columns as documents, whichever way they are written. */
class NestedValuesIT {
    private static final int GOOD = 20;
    private static final long SEED = 26;

    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 0);
    private final ObjectMapper jackson = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @ParameterizedTest(name = "{0} documents, {1}, {2}")
    @CsvSource({
        "10, insert, auto", "300, insert, copy", "300, insert, unnest", "20000, insert, auto",
        "10, upsert, auto", "300, upsert, copy", "300, upsert, unnest", "20000, upsert, auto"
    })
    void documentsOfRandomShapesAreTheSameTrees(int rows, String mode, String method) throws SQLException, IOException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, a json, b jsonb, c text)");
        RandomDocuments random = new RandomDocuments(SEED);
        List<Object> documents = new ArrayList<>();
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < rows; id++) {
            Object document = random.next();
            documents.add(document);
            records.add(log.append(id, fields("a", document, "b", document, "c", document)));
        }

        deliver(
                Settings.upserting(database)
                        .with("insert.mode", mode)
                        .with("delete.enabled", mode.equals("upsert"))
                        .with("write.method", method),
                records);

        try (Connection connection = database.connect();
                ResultSet row = connection.createStatement().executeQuery("SELECT id, a, b, c FROM t ORDER BY id")) {
            for (Object document : documents) {
                assertThat(row.next()).isTrue();
                for (String column : List.of("a", "b", "c")) {
                    JsonNode tree = jackson.readTree(row.getString(column));
                    assertThat(RandomDocuments.isSame(tree, document))
                            .as("column " + column + " of row " + row.getInt("id") + ", seed " + SEED)
                            .isTrue();
                }
            }
            assertThat(row.next()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonb", "text"})
    void aThousandLevelsArriveAndOneMoreIsRefusedAlone(String type) throws SQLException {
        refuses(type, nested(1000), nested(1001), "nested deeper than 1000 levels (54001)");
    }

    /** Trap of the peers: jsonb rejects {@code \\u0000}, and one such row fails its whole batch. */
    @Test
    void theNullCharacterInADocumentIsRefusedAlone() throws SQLException {
        refuses("jsonb", Map.of("a", "b"), Map.of("a", "\0"), "contains U+0000, which jsonb cannot hold (22P05)");
    }

    @Test
    void aNumberThatJsonHasNotIsRefusedAlone() throws SQLException {
        refuses("json", List.of(1.0), List.of(Double.NaN), "NaN or infinity cannot become json (22P02)");
    }

    /** Traps of the peers: arrays with nulls, and arrays within arrays. */
    @Test
    void anArrayThatIsNoBoxIsRefusedAlone() throws SQLException {
        refuses(
                "int[]",
                List.of(List.of(1), Collections.singletonList(null)),
                List.of(List.of(1), List.of()),
                "the lists within the array differ in length or depth (2202E)");
    }

    private void refuses(String type, Object good, Object bad, String reason) throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v " + type + ")");
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < GOOD; id++) {
            records.add(log.append(id, fields("v", good)));
        }
        records.add(log.append(GOOD, fields("v", bad)));

        TaskDriver driver = TaskDriver.start(Settings.upserting(database).map()).open(log.partition());
        driver.put(records);
        ConnectException failure = driver.awaitFailure();

        assertThat(driver.stop()).isEqualTo(Map.of(log.partition(), (long) GOOD));
        assertThat(failure).hasMessageContaining("t-0@" + GOOD + " → public.t: column \"v\": " + reason);
        assertThat(database.count("t WHERE v IS NOT NULL")).isEqualTo(GOOD);
    }

    private static List<?> nested(int levels) {
        List<?> nested = List.of();
        for (int level = 1; level < levels; level++) {
            nested = List.of(nested);
        }
        return nested;
    }

    private void deliver(Settings settings, List<SinkRecord> records) {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records).awaitDurable();
        }
    }
}

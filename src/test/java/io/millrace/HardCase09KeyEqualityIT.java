package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two spellings that are one key to PostgreSQL are one key to us: the last of them wins, and no batch fails. */
class HardCase09KeyEqualityIT {
    private static final String CASELESS =
            "CREATE COLLATION caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false)";

    private static TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        database = TestDatabase.fresh();
        database.execute(CASELESS, "CREATE EXTENSION citext");
    }

    static Stream<Arguments> spellings() {
        List<Arguments> spellings = List.of(
                Arguments.of("numeric", new BigDecimal("1.0"), new BigDecimal("1.00"), new BigDecimal("2")),
                Arguments.of("numeric", new BigDecimal("100"), new BigDecimal("1e2"), new BigDecimal("2")),
                Arguments.of("numeric(10,2)", new BigDecimal("5"), new BigDecimal("5.001"), new BigDecimal("5.01")),
                Arguments.of("float8", 0.0, -0.0, 1.0),
                Arguments.of("float8", Double.NaN, Double.longBitsToDouble(0xfff8000000000001L), 1.0),
                Arguments.of("float4", 0f, -0f, 1f),
                Arguments.of("char(5)", "a", "a   ", "b"),
                Arguments.of("text COLLATE caseless", "Strasse", "STRASSE", "Gasse"),
                Arguments.of("interval", "1 day", "24:00:00", "2 days"),
                Arguments.of("interval", "1 month", "30 days", "31 days"),
                Arguments.of("interval(0)", "1.2 s", "1 s", "2 s"),
                Arguments.of("timetz", "10:00:00+02", "10:00:00.0+02:00", "08:00:00Z"),
                Arguments.of("citext", "Straße", "STRAßE", "gasse"),
                Arguments.of("cidr", "10", "10.0.0.0/8", "10.0/16"),
                Arguments.of("macaddr", "08:00:2b:01:02:03", "08002B010203", "08:00:2b:01:02:04"),
                Arguments.of("bit(8)", "10100101", "xA5", "00000000"),
                Arguments.of("varbit", "1010", "xA", "101"),
                Arguments.of("name", "a", "a", "A"),
                Arguments.of("oid", "7", "+7", "8"),
                Arguments.of("int4range", "[1,5]", "[1,6)", "empty"),
                Arguments.of("jsonb", "{\"a\": 1, \"b\": 2}", "{\"b\":2,\"a\":1.0}", "{}"),
                Arguments.of("inet", "10.0.0.1", "10.0.0.1/32", "10.0.0.2"),
                Arguments.of(
                        "uuid",
                        "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                        "b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                Arguments.of(
                        "timestamptz", "2026-01-01T00:00:00Z", "2026-01-01T02:00:00+02:00", "2026-01-01T02:00:00Z"));
        return spellings.stream()
                .flatMap(case_ -> Stream.of("copy", "unnest").map(method -> {
                    List<Object> arguments = new ArrayList<>(List.of(method));
                    arguments.addAll(List.of(case_.get()));
                    return Arguments.of(arguments.toArray());
                }));
    }

    @ParameterizedTest(name = "{1} by {0}: {2} and {3}")
    @MethodSource("spellings")
    void theLastSpellingWins(String method, String type, Object one, Object same, Object other) throws SQLException {
        database.execute(
                "DROP TABLE IF EXISTS t",
                "CREATE TABLE t (k " + type + " PRIMARY KEY, v text)",
                "INSERT INTO t VALUES ('" + other + "', 'to be deleted')");
        PartitionLog log = PartitionLog.of("t", 0);
        List<SinkRecord> poll = new ArrayList<>();
        for (int turn = 0; turn < 20; turn++) {
            poll.add(log.append(one, fields("v", "first")));
            poll.add(log.append(other, fields("v", "other")));
            poll.add(log.append(same, fields("v", "last")));
        }
        poll.add(log.append(other, null));
        Settings settings =
                Settings.upserting(database).with("write.method", method).with("lanes", 4);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(poll).awaitDurable();
            driver.deliver(List.of(log.append(one, fields("v", "again")), log.append(same, fields("v", "at last"))))
                    .awaitDurable();
        }

        assertThat(database.ask("SELECT string_agg(v, ',') FROM t")).isEqualTo("at last");
    }
}

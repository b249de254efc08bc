package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.DeadLetters;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only the server can refuse goes to the dead letter queue, and all around it into the table, at any size. */
class BadRowsIT {
    private static final String SECRET = "Zebra4711";

    private static final String FROM_TEXT = ", columns that PostgreSQL reads from text: v";
    private static TestDatabase shared;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    /** A column of the table, what else is made, a bad value, and how it is refused. */
    private record Badness(String column, List<String> more, Object good, Object bad, String reason) {
        @Override
        public String toString() {
            return column + " " + bad;
        }
    }

    private static Badness bad(String column, Object good, Object bad, String reason, String... more) {
        return new Badness(column, List.of(more), good, bad, reason);
    }

    private static List<Badness> badnesses() {
        return List.of(
                bad("v text CHECK (length(v) < 5)", "a", SECRET, "check_violation (23514), constraint t_v_check"),
                bad(
                        "v short",
                        "a",
                        SECRET,
                        "check_violation (23514), constraint short_check, type short",
                        "CREATE DOMAIN short AS text CHECK (length(VALUE) < 5)"),
                bad(
                        "v text REFERENCES parent",
                        "a",
                        SECRET,
                        "foreign_key_violation (23503), constraint t_v_fkey",
                        "CREATE TABLE parent (id text PRIMARY KEY)",
                        "INSERT INTO parent VALUES ('a')"),
                bad("v point", "(1,2)", SECRET, "invalid_text_representation (22P02)" + FROM_TEXT),
                bad("v lseg", "[(0,0),(1,1)]", SECRET, "invalid_text_representation (22P02)" + FROM_TEXT),
                bad("v pg_lsn", "16/B374D848", SECRET, "invalid_text_representation (22P02)" + FROM_TEXT),
                bad("v int8multirange", "{[1,2]}", "{[2,1]}", "data_exception (22000)" + FROM_TEXT),
                bad("v int4range", "[1,2]", "[2,1]", "data_exception (22000)" + FROM_TEXT),
                bad("v xml", "<a/>", "<" + SECRET, "invalid_xml_content (2200N)"));
    }

    /** A single statement, halving, and the loop; behind statements over arrays, COPY and staging. */
    static Stream<Arguments> cases() {
        return badnesses().stream()
                .flatMap(badness -> Stream.of(
                        Arguments.of(badness, 1, "insert"),
                        Arguments.of(badness, 300, "insert"),
                        Arguments.of(badness, 6000, "insert"),
                        Arguments.of(badness, 7, "upsert"),
                        Arguments.of(badness, 6000, "upsert"),
                        Arguments.of(badness, 300, "update")));
    }

    @ParameterizedTest(name = "{0}, {2} of {1}")
    @MethodSource("cases")
    void badRowsAreReportedAndAllOthersWritten(Badness badness, int size, String mode) throws SQLException {
        TestDatabase database = table(badness, size, mode);
        PartitionLog log = PartitionLog.of("t", 0);
        Set<Integer> bad = new LinkedHashSet<>(List.of(0, size / 2, size - 1));
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < size; at++) {
            records.add(log.append(at, fields("n", 1, "v", bad.contains(at) ? badness.bad() : badness.good())));
        }

        DeadLetters letters;
        try (TaskDriver driver = start(database, mode)) {
            driver.open(log.partition());
            driver.put(records);
            driver.awaitDurable();
            letters = driver.deadLetters();
        }

        assertThat(letters.coordinates())
                .containsExactlyElementsOf(bad.stream().map(at -> "t-0@" + at).toList());
        assertThat(letters.letters())
                .allSatisfy(letter -> assertThat(letter.reason())
                        .isInstanceOf(DataException.class)
                        .hasMessage(letter.coordinates() + " → public.t: " + badness.reason())
                        .hasNoCause());
        assertThat(letters.letters())
                .extracting(DeadLetters.Letter::record)
                .allSatisfy(record -> assertThat(records).anyMatch(sent -> sent == record));
        assertThat(database.count("t WHERE n = 1")).isEqualTo(size - bad.size());
    }

    private static TestDatabase table(Badness badness, int size, String mode) throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute(badness.more().toArray(String[]::new));
        String key = mode.equals("insert") ? "" : " PRIMARY KEY";
        database.execute("CREATE TABLE t (id int" + key + ", n int, " + badness.column() + ")");
        if (mode.equals("update")) {
            database.execute("INSERT INTO t SELECT id, 0 FROM generate_series(0, " + (size - 1) + ") id");
        }
        return database;
    }

    private static TaskDriver start(TestDatabase database, String mode) {
        return TaskDriver.start(Settings.of(database)
                .tolerating()
                .with("insert.mode", mode)
                .with("pk.mode", "record_key")
                .with("pk.fields", "id")
                // What a parent is waited for before its child counts as bad.
                .with("foreign.key.retry.ms", 200)
                .with("lanes", 1)
                .map());
    }
}

package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.CapturedLog;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever refuses a value, it is found in no exception, no line of the log and no attribute of the bean. */
class HardCase21NoValueLeavesIT {
    private static final String VALUE = "Zebra4711";

    private static TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        database = TestDatabase.fresh();
        database.execute(
                "CREATE TABLE parent (id text PRIMARY KEY)",
                "CREATE DOMAIN short AS text CHECK (length(VALUE) < 5)",
                "CREATE TYPE mood AS ENUM ('good', 'bad')",
                "CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''no %'', NEW.v USING DETAIL = NEW.v, HINT = NEW.v, COLUMN = NEW.v,"
                        + " CONSTRAINT = NEW.v, TABLE = NEW.v, SCHEMA = NEW.v, DATATYPE = NEW.v; END'");
    }

    static Stream<Arguments> byTheServer() {
        return Stream.of(
                Arguments.of("23514", "v text CHECK (length(v) < 5)", ""),
                Arguments.of("23514", "v short", ""),
                Arguments.of("23505", "v text UNIQUE", ""),
                Arguments.of("23P01", "v text, EXCLUDE (v WITH =)", ""),
                Arguments.of("23503", "v text REFERENCES parent", ""),
                Arguments.of("22P02", "v inet", ""),
                Arguments.of("22P02", "v int[]", ""),
                Arguments.of("22P02", "v jsonb", ""),
                Arguments.of("22007", "v interval", ""),
                Arguments.of(
                        "P0001",
                        "v text",
                        "CREATE TRIGGER tell BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.v <> '') EXECUTE FUNCTION tell()"),
                Arguments.of(
                        "22001",
                        "v text, w varchar(3) DEFAULT ''",
                        "CREATE RULE w AS ON INSERT TO t DO ALSO" + " UPDATE t SET w = NEW.v"));
    }

    @ParameterizedTest(name = "{0} of {1} {2}")
    @MethodSource("byTheServer")
    void ofWhatTheServerRefusesOnlyNamesAreTold(String sqlState, String columns, String more) throws Exception {
        String told = everythingToldAbout(columns, more, VALUE);

        assertThat(told).contains("(" + sqlState + ")").contains("t-0@").doesNotContain(VALUE);
    }

    static Stream<Arguments> byUs() {
        return Stream.of(
                Arguments.of("22001", "varchar(5)", VALUE),
                Arguments.of("22001", "char(5)", VALUE),
                Arguments.of("22P02", "uuid", VALUE),
                Arguments.of("22P02", "mood", VALUE),
                Arguments.of("22P02", "int", VALUE),
                Arguments.of("22P02", "numeric", VALUE),
                Arguments.of("22P02", "float8", VALUE),
                Arguments.of("22P02", "bool", VALUE),
                Arguments.of("22007", "timestamptz", VALUE),
                Arguments.of("22007", "date", VALUE),
                Arguments.of("22021", "text", VALUE + "\0"),
                Arguments.of("22003", "smallint", 4711_4711),
                Arguments.of("42804", "int", Map.of(VALUE, VALUE)));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("byUs")
    void ofWhatWeRefuseOnlyNamesAreTold(String sqlState, String type, Object value) throws Exception {
        String told = everythingToldAbout("v " + type, "", value);

        assertThat(told)
                .contains("t-0@1 → public.t: column \"v\": ")
                .contains("(" + sqlState + ")")
                .doesNotContain(VALUE)
                .doesNotContain("47114711");
    }

    /** What a task that fails leaves in its exception, in the log and in its bean. */
    private static String everythingToldAbout(String columns, String more, Object value) throws SQLException {
        database.execute("DROP TABLE IF EXISTS t CASCADE", "CREATE TABLE t (n int, " + columns + ")");
        if (!more.isEmpty()) {
            database.execute(more);
        }
        PartitionLog log = PartitionLog.of("t", 0);
        List<SinkRecord> records = new ArrayList<>();
        records.add(log.append(null, fields("n", 0)));
        for (int at = 1; at < 5; at++) {
            records.add(log.append(null, fields("n", at, "v", value)));
        }
        StringWriter told = new StringWriter();
        try (CapturedLog captured = CapturedLog.begin()) {
            TaskDriver driver = TaskDriver.start(Settings.of(database)
                            .with("connection.password", VALUE)
                            .with("lanes", 1)
                            .map())
                    .open(log.partition());
            driver.put(records);
            ConnectException failure = driver.awaitFailure();
            failure.printStackTrace(new PrintWriter(told, true));
            told.append(TaskBean.of("test").values().toString());
            driver.close();
            told.append(captured.text());
        }
        return told.toString();
    }
}

package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.InsertMode;
import io.millrace.config.Pooling;
import io.millrace.config.UpdateSettings;
import io.millrace.config.WriteMethod;
import io.millrace.config.WriteSettings;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.TestTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server says of a failure holds values; what we say of it has SQLSTATEs and names alone. */
class HardCase21ReasonsIT {
    private static TestDatabase shared;

    private static final String SECRET = "s3cret-value";

    private final TestTable table = TestTable.named("t")
            .with("id", TypeKind.INT8)
            .with("a", TypeKind.VARCHAR)
            .with("ip", TypeKind.OTHER, "inet")
            .key("id");

    @BeforeAll
    static void makeDatabase() throws Exception {
        shared = TestDatabase.fresh();
    }

    private static TestDatabase database(String... more) throws Exception {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id int8 PRIMARY KEY, a varchar(30), ip inet)");
        database.execute(more);
        return database;
    }

    private Outcome write(TestDatabase database, WriteMethod method, String a, String ip) {
        TestBatch rows = new TestBatch();
        rows.write(table.target(InsertMode.UPSERT), table.set(), 1L, "fine", null);
        rows.write(table.target(InsertMode.UPSERT), table.set(), 2L, a, ip);
        try (TestWriter writer = TestWriter.on(database, method)) {
            return writer.write(rows);
        }
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void aValueThatIsTooLongIsNotRepeated(WriteMethod method) throws Exception {
        Outcome outcome = write(database(), method, SECRET.repeat(4), null);

        assertThat(outcome).isEqualTo(TestWriter.refused(1, "22001", "public.t: string_data_right_truncation (22001)"));
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void aTextThatIsNoneOfItsTypeIsNotRepeated(WriteMethod method) throws Exception {
        Outcome outcome = write(database(), method, "fine", SECRET);

        assertThat(outcome)
                .isEqualTo(TestWriter.refused(
                        1,
                        "22P02",
                        "public.t: invalid_text_representation (22P02), columns that PostgreSQL reads from text: ip"));
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void ofTheColumnsReadFromTextThoseWithAValueAreNamed(WriteMethod method) throws Exception {
        TestTable ranges = TestTable.named("r")
                .with("id", TypeKind.INT8)
                .with("a", TypeKind.OTHER, "int4range")
                .with("b", TypeKind.OTHER, "int4range")
                .with("c", TypeKind.OTHER, "int4range")
                .key("id");
        TestBatch rows = new TestBatch();
        rows.write(ranges.target(InsertMode.UPSERT), ranges.set(), 1L, "[1,2)", "[1,2)", "[1,2)");
        rows.write(ranges.target(InsertMode.UPSERT), ranges.set(), 2L, "[1,2)", null, SECRET);
        TestDatabase database = database("CREATE TABLE r (id int8 PRIMARY KEY, a int4range, b int4range, c int4range)");

        try (TestWriter writer = TestWriter.on(database, method)) {
            assertThat(writer.write(rows))
                    .isEqualTo(TestWriter.refused(
                            1,
                            "22P02",
                            "public.r: invalid_text_representation (22P02), columns that PostgreSQL reads from text:"
                                    + " a, c"));
        }
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void aCheckIsNamedAndItsRowIsNot(WriteMethod method) throws Exception {
        Outcome outcome =
                write(database("ALTER TABLE t ADD CONSTRAINT short CHECK (length(a) < 5)"), method, SECRET, null);

        assertThat(outcome)
                .isEqualTo(TestWriter.refused(1, "23514", "public.t: check_violation (23514), constraint short"));
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void aColumnThatMustNotBeNullIsNamed(WriteMethod method) throws Exception {
        Outcome outcome = write(database("ALTER TABLE t ALTER a SET NOT NULL"), method, null, null);

        assertThat(outcome).isEqualTo(TestWriter.refused(1, "23502", "public.t.a: not_null_violation (23502)"));
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void namesThatATriggerRaisesAreNotTrusted(WriteMethod method) throws Exception {
        TestDatabase database = database(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.a <> ''fine'' THEN"
                        + " RAISE EXCEPTION USING ERRCODE = ''23514'', TABLE = NEW.a, COLUMN = NEW.a, CONSTRAINT = NEW.a;"
                        + " END IF; RETURN NEW; END'",
                "CREATE TRIGGER refuse BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION refuse()");

        Outcome outcome = write(database, method, SECRET, null);

        assertThat(outcome).isEqualTo(TestWriter.refused(1, "23514", "public.t: check_violation (23514)"));
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void aTableThatIsGoneIsSaidSoWithWhatToDo(WriteMethod method) throws Exception {
        Outcome outcome = write(database("DROP TABLE t"), method, SECRET, null);

        assertThat(outcome)
                .isEqualTo(new Outcome.Fatal(
                        "42P01",
                        "public.t: undefined_table (42P01); the table was dropped or renamed, or one that"
                                + " a trigger or a view reads"));
    }

    @Test
    void ofSeveralTablesTheOneIsNamedThatFailed() throws Exception {
        TestDatabase database = database("CREATE TABLE u (id int8 PRIMARY KEY, a varchar(3))");
        TestTable other = TestTable.named("u")
                .with("id", TypeKind.INT8)
                .with("a", TypeKind.VARCHAR)
                .key("id");
        TestBatch rows = new TestBatch();
        rows.write(table.target(InsertMode.UPSERT), table.set(), 1L, "fine", null);
        rows.write(other.target(InsertMode.UPSERT), other.set(), 1L, SECRET);

        try (TestWriter writer = TestWriter.on(database)) {
            assertThat(writer.write(rows))
                    .isEqualTo(TestWriter.refused(1, "22001", "public.u: string_data_right_truncation (22001)"));
        }

        assertThat(database.ask("SELECT count(*) FROM t")).isEqualTo("1");
    }

    @Test
    void rowSecurityRefusesARowAndALackingGrantTheTable() throws Exception {
        String role = "restricted_" + System.nanoTime();
        TestDatabase database = database(
                "CREATE ROLE " + role + " LOGIN",
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY mine ON t USING (true) WITH CHECK (id < 100)",
                "GRANT SELECT, INSERT, UPDATE ON t TO " + role,
                "CREATE TABLE u (id int8 PRIMARY KEY)");
        TestTable secured = TestTable.named("t")
                .with("id", TypeKind.INT8)
                .with("a", TypeKind.VARCHAR)
                .key("id")
                .notCopyable();
        TestTable denied = TestTable.named("u").with("id", TypeKind.INT8).key("id");
        TestBatch visible = new TestBatch();
        for (long id = 0; id < 50; id++) {
            visible.write(secured.appending(), secured.set(), id, "a");
        }

        try (TestWriter writer = TestWriter.as(role, database, WriteMethod.COPY)) {
            writer.writes(visible);

            assertThat(writer.write(new TestBatch().write(secured.appending(), secured.set(), 100L, SECRET)))
                    .isEqualTo(TestWriter.refused(0, "42501", "public.t: insufficient_privilege (42501)"));
            assertThat(writer.write(new TestBatch().write(denied.target(InsertMode.UPSERT), denied.set(), 1L)))
                    .isInstanceOf(Outcome.Fatal.class)
                    .extracting("reason")
                    .asString()
                    .startsWith("public.u: insufficient_privilege (42501)");
        }
    }

    @Test
    void aServerThatIsNotThereIsTransientAndNeverTellsThePassword() {
        for (String url : List.of(
                "jdbc:postgresql://localhost:1/none?user=u&password=" + SECRET,
                "jdbc:postgresql://localhost:1,localhost:2/none")) {
            ConnectionSettings settings = new ConnectionSettings(
                    url,
                    Optional.of("u"),
                    Optional.of(new Password(SECRET)),
                    Map.of(),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(30),
                    Pooling.AUTO);
            WriteSettings write = new WriteSettings(InsertMode.UPSERT, WriteMethod.AUTO, UpdateSettings.PLAIN);
            TestBatch rows = new TestBatch().write(table.target(InsertMode.UPSERT), table.set(), 1L, SECRET, null);

            try (Connections connections = Connections.of(settings, 2, "nowhere");
                    PostgresBatchWriter writer =
                            PostgresBatchWriter.of(connections, settings, write, System::nanoTime)) {
                Outcome outcome = writer.write(rows.batch());

                assertThat(outcome)
                        .isEqualTo(new Outcome.Transient(
                                "08001",
                                "connecting to PostgreSQL: sqlclient_unable_to_establish_sqlconnection (08001,"
                                        + " ConnectException)",
                                false));
            }
        }
    }
}

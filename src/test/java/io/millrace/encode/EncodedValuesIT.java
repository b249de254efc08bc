package io.millrace.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.ChangeEvents;
import io.millrace.config.ChangeSettings;
import io.millrace.config.EncodeSettings;
import io.millrace.config.InsertMode;
import io.millrace.config.KeySettings;
import io.millrace.config.NullValues;
import io.millrace.config.PkMode;
import io.millrace.config.Quoting;
import io.millrace.config.UpdateSettings;
import io.millrace.config.WriteMethod;
import io.millrace.config.WriteSettings;
import io.millrace.table.Catalogue;
import io.millrace.table.ColumnMatcher;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.table.Lookup;
import io.millrace.table.TableId;
import io.millrace.table.TableShape;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.ValueCase;
import io.millrace.testing.ValueCases;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncodedValuesIT {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private Connection connection;

    @BeforeAll
    void connect() throws SQLException {
        connection = TestDatabase.fresh().connect();
        execute("SET TimeZone = 'UTC'");
        execute(ValueCases.TYPES);
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    static List<ValueCase> values() {
        return ValueCases.all();
    }

    static List<ValueCase> texts() {
        return ValueCases.all().stream()
                .filter(value -> value.value() instanceof String)
                .toList();
    }

    static List<ValueCase> castValues() {
        return ValueCases.cast();
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackAsTheServerShowsIt(ValueCase value) throws SQLException {
        execute("DROP TABLE IF EXISTS v", "CREATE TABLE v (v " + value.type() + ")");

        copy(encoded(value), "v");

        assertThat(ask("SELECT v::text FROM v")).isEqualTo(value.shown());
    }

    @ParameterizedTest
    @MethodSource("castValues")
    void aTypeWithoutABinaryFormIsCastFromItsText(ValueCase value) throws SQLException {
        execute(
                "DROP TABLE IF EXISTS v, staged",
                "CREATE TABLE v (v " + value.type() + ")",
                "CREATE TABLE staged (v text)");

        copy(encoded(value), "staged");

        execute("INSERT INTO v SELECT v::" + value.type() + " FROM staged");
        assertThat(ask("SELECT v::text FROM v")).isEqualTo(value.shown());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textIsReadAsTheServerReadsIt(ValueCase value) throws SQLException {
        String query = "SELECT CAST(CAST(? AS text) AS " + value.type() + ")::text";

        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, (String) value.value());
            ResultSet rows = statement.executeQuery();

            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(value.shown());
        }
    }

    /** The server would take our UTF-8 for what the document says it is. */
    @Test
    void theEncodingThatAnXmlDocumentDeclaresIsLeftOut() throws SQLException {
        execute("DROP TABLE IF EXISTS v", "CREATE TABLE v (v xml)");
        String document = "<?xml version='1.0' encoding='ISO-8859-1' standalone='no'?><a b=\"encoding='x'\">größer</a>";

        copy(encoded(new ValueCase("xml", Schema.STRING_SCHEMA, document, "")), "v");

        assertThat(ask("SELECT v::text FROM v"))
                .isEqualTo("<?xml version='1.0' standalone='no'?><a b=\"encoding='x'\">größer</a>");
    }

    @Test
    void theServerPadsCharacters() throws SQLException {
        execute("DROP TABLE IF EXISTS v", "CREATE TABLE v (v char(4))");

        copy(encoded(new ValueCase("char(4)", Schema.STRING_SCHEMA, "ab", "ab")), "v");

        assertThat(ask("SELECT octet_length(v) FROM v")).isEqualTo("4");
    }

    private RowBuffer encoded(ValueCase value) throws SQLException {
        Schema schema = SchemaBuilder.struct().field("v", value.schema()).build();
        Struct struct = new Struct(schema).put("v", value.value());
        RowBuffer out = new RowBuffer(64);
        out.putBytes(SIGNATURE);
        SinkRecord record = new SinkRecord("values", 0, null, null, schema, struct, 0);
        Change change = Change.of(record);
        plans(shape()).write(change).encode(change, out);
        out.putShort(-1);
        return out;
    }

    private TableShape shape() throws SQLException {
        Lookup lookup = new Catalogue(Quoting.ALWAYS, Set.of()).find(connection, new TableId("public", "v"));
        assertThat(lookup).isInstanceOf(Lookup.Found.class);
        return ((Lookup.Found) lookup).shape();
    }

    private static RowPlans plans(TableShape shape) {
        Destination destination = new Destination(shape, List.of(), false, false);
        ColumnMatcher names = new ColumnMatcher(shape, Quoting.ALWAYS);
        return new RowPlans(
                new ColumnSets(destination),
                field -> Optional.ofNullable(names.find(field)),
                new PlanSettings(
                        new WriteSettings(InsertMode.INSERT, WriteMethod.AUTO, UpdateSettings.PLAIN),
                        new KeySettings(PkMode.NONE, List.of(), false, NullValues.FAIL),
                        new EncodeSettings(ZoneOffset.UTC),
                        new ChangeSettings(ChangeEvents.NONE, false, "")));
    }

    private void copy(RowBuffer bytes, String table) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
        copy.writeToCopy(bytes.array(), 0, bytes.size());
        assertThat(copy.endCopy()).isEqualTo(1);
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String ask(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}

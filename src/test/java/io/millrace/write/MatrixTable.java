package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.ChangeEvents;
import io.millrace.config.ChangeSettings;
import io.millrace.config.EncodeSettings;
import io.millrace.config.InsertMode;
import io.millrace.config.KeySettings;
import io.millrace.config.NullValues;
import io.millrace.config.Ordering;
import io.millrace.config.PkMode;
import io.millrace.config.Quoting;
import io.millrace.config.UpdateSettings;
import io.millrace.config.WriteMethod;
import io.millrace.config.WriteSettings;
import io.millrace.encode.Change;
import io.millrace.encode.PlanSettings;
import io.millrace.encode.RowPlans;
import io.millrace.table.Catalogue;
import io.millrace.table.Column;
import io.millrace.table.ColumnMatcher;
import io.millrace.table.ColumnSet;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.table.Lookup;
import io.millrace.table.TableId;
import io.millrace.table.TableShape;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** A table of a key and one column, written from records by the plans and writers of the plugin. Confined to one test. */
final class MatrixTable implements AutoCloseable {
    private final Connection connection;
    private final TestWriter copying;
    private final TestWriter unnesting;
    private String ddl = "";
    private String shown;
    private Destination destination;

    MatrixTable(TestDatabase database) throws SQLException {
        connection = database.connect();
        execute("SET TimeZone = 'UTC'");
        copying = TestWriter.on(database, WriteMethod.COPY);
        unnesting = TestWriter.on(database, WriteMethod.UNNEST);
    }

    void create(String type) throws SQLException {
        if (!type.equals(ddl)) {
            ddl = type;
            // The text of json is the writer's own; only what it says is compared.
            shown = type.equals("json") ? "v::jsonb::text" : "v::text";
            execute(
                    "DROP TABLE IF EXISTS t, e",
                    "CREATE TABLE t (id int8 PRIMARY KEY, v " + type + ")",
                    "CREATE TABLE e (v " + type + ")");
            destination = destination();
        } else {
            execute("DELETE FROM t");
        }
    }

    private Destination destination() throws SQLException {
        Lookup lookup = new Catalogue(Quoting.ALWAYS, Set.of()).find(connection, new TableId("public", "t"));
        TableShape shape = ((Lookup.Found) lookup).shape();
        List<Column> key = List.of(shape.columns().get(0));
        return new Destination(shape, key, false, false);
    }

    /** What the server makes of this expression in the column; null where it refuses. */
    String shows(String expression) throws SQLException {
        try {
            execute("DELETE FROM e", "INSERT INTO e SELECT " + expression);
        } catch (SQLException refused) {
            return null;
        }
        return ask("SELECT " + shown + " FROM e").get(0);
    }

    /** Whether the server takes both for the same type but for modifiers; a name of a table's column type says so, too. */
    boolean isOf(String type, String other) throws SQLException {
        String base = "SELECT coalesce(nullif(t.typbasetype, 0), t.oid)::text FROM pg_type t WHERE t.oid = ";
        return ask(base + oid(type)).equals(ask(base + oid(other)));
    }

    private static String oid(String type) {
        return "(SELECT to_regtype('" + type.replaceAll(" *\\(.*", "").replaceAll("^interval .*", "interval") + "'))";
    }

    void encode(Schema schema, Object value) {
        Row row = new Row();
        put(row, InsertMode.INSERT, plans(InsertMode.INSERT), recordOf(schema, 0, value));
    }

    /** The column's values in the order of their rows. */
    List<String> written(InsertMode mode, WriteMethod method, Schema schema, List<Object> values) throws SQLException {
        execute("DELETE FROM t");
        LaneBatch batch = new LaneBatch();
        Row row = new Row();
        RowTarget target = target(mode);
        RowPlans plans = plans(mode);
        for (int id = 0; id < values.size(); id++) {
            row.from(0, id, id);
            row.begin(target, RowKind.WRITE);
            SinkRecord record = recordOf(schema, id, values.get(id));
            row.end(encoded(plans, record, row));
            assertThat(batch.offer(row, id)).isTrue();
        }
        TestWriter writer = method == WriteMethod.COPY ? copying : unnesting;
        assertThat(writer.writer().write(batch)).isEqualTo(new Outcome.Written());
        return ask("SELECT " + shown + " FROM t ORDER BY id");
    }

    private void put(Row row, InsertMode mode, RowPlans plans, SinkRecord record) {
        row.begin(target(mode), RowKind.WRITE);
        row.end(encoded(plans, record, row));
    }

    private static ColumnSet encoded(RowPlans plans, SinkRecord record, Row row) {
        Change change = Change.of(record);
        return plans.write(change).encode(change, row.tuple());
    }

    private RowTarget target(InsertMode mode) {
        return RowTarget.of(destination, WriteRule.plain(mode), false, Ordering.AUTO);
    }

    private RowPlans plans(InsertMode mode) {
        ColumnMatcher names = new ColumnMatcher(destination.shape(), Quoting.ALWAYS);
        return new RowPlans(
                new ColumnSets(destination),
                field -> Optional.ofNullable(names.find(field)),
                new PlanSettings(
                        new WriteSettings(mode, WriteMethod.AUTO, UpdateSettings.PLAIN),
                        new KeySettings(PkMode.RECORD_VALUE, List.of("id"), false, NullValues.FAIL),
                        new EncodeSettings(ZoneOffset.UTC),
                        new ChangeSettings(ChangeEvents.NONE, false, "")));
    }

    private static SinkRecord recordOf(Schema schema, long id, Object value) {
        Schema optional = optional(schema);
        Schema row = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("v", optional)
                .build();
        // Not by put(), which would hold a value to its schema's scale.
        Struct struct = new Struct(row).put("id", id);
        return new SinkRecord("t", 0, null, null, row, value == null ? struct : struct.put("v", value), id);
    }

    private static Schema optional(Schema schema) {
        if (schema.isOptional()) {
            return schema;
        }
        SchemaBuilder builder = SchemaBuilder.type(schema.type()).optional();
        if (schema.name() != null) {
            builder.name(schema.name());
        }
        if (schema.parameters() != null) {
            builder.parameters(schema.parameters());
        }
        return builder.build();
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> ask(String query) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }

    @Override
    public void close() throws SQLException {
        copying.close();
        unnesting.close();
        connection.close();
    }
}

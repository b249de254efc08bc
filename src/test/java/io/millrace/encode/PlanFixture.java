package io.millrace.encode;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.ChangeEvents;
import io.millrace.config.ChangeSettings;
import io.millrace.config.EncodeSettings;
import io.millrace.config.FlattenSettings;
import io.millrace.config.InsertMode;
import io.millrace.config.KeySettings;
import io.millrace.config.NullValues;
import io.millrace.config.PkMode;
import io.millrace.config.ShapeSettings;
import io.millrace.config.UnknownFields;
import io.millrace.config.UpdateSettings;
import io.millrace.config.WriteMethod;
import io.millrace.config.WriteSettings;
import io.millrace.table.ColumnMatcher;
import io.millrace.table.ColumnSet;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.testing.TableBuilder;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** The plans of one destination and what they made of the last record, for tests of plans. */
final class PlanFixture {
    private static final ChangeSettings CHANGES = new ChangeSettings(ChangeEvents.AUTO, false, "(unavailable)");

    private final RowPlans plans;
    private RowBuffer row = new RowBuffer(8);
    private ColumnSet columns;

    private PlanFixture(RowPlans plans) {
        this.plans = plans;
    }

    static PlanFixture plansOf(Destination destination, PkMode mode, String... fields) {
        return plansOf(destination, InsertMode.UPSERT, mode, fields);
    }

    static PlanFixture plansOf(Destination destination, InsertMode insert, PkMode mode, String... fields) {
        return plansOf(destination, insert, ShapeSettings.STRICT, mode, fields);
    }

    static PlanFixture plansOf(Destination destination, ShapeSettings shape, PkMode mode, String... fields) {
        return plansOf(destination, InsertMode.UPSERT, shape, mode, fields);
    }

    static PlanFixture flattening(String delimiter, Destination destination, PkMode mode) {
        FlattenSettings flatten = new FlattenSettings(true, delimiter);
        return plansOf(destination, new ShapeSettings(UnknownFields.FAIL, "", "", flatten), mode);
    }

    static PlanFixture plansOf(
            Destination destination, InsertMode insert, ShapeSettings shape, PkMode mode, String... fields) {
        ColumnMatcher names = TableBuilder.matcher(destination);
        return new PlanFixture(new RowPlans(
                new ColumnSets(destination),
                field -> Optional.ofNullable(names.find(field)),
                new PlanSettings(
                        new WriteSettings(insert, WriteMethod.AUTO, UpdateSettings.PLAIN),
                        new KeySettings(mode, List.of(fields), true, NullValues.DELETE),
                        new EncodeSettings(ZoneOffset.UTC, shape),
                        CHANGES)));
    }

    RowPlan plan(SinkRecord record) {
        return plans.write(Change.of(record));
    }

    RowBuffer write(SinkRecord record) {
        row = new RowBuffer(8);
        Change change = new ChangeReader(CHANGES).read(record);
        columns = plans.write(change).encode(change, row);
        return row;
    }

    RowBuffer delete(SinkRecord record) {
        row = new RowBuffer(8);
        columns = plans.delete(Change.of(record)).encode(Change.of(record), row);
        return row;
    }

    ColumnSet columns() {
        return columns;
    }

    List<String> names() {
        return columns.columns().stream().map(column -> column.name()).toList();
    }

    void refuses(SinkRecord record, String message) {
        assertThatThrownBy(() -> write(record))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    static SinkRecord aRecord(Schema keySchema, Object key, Schema valueSchema, Object value) {
        return new SinkRecord("orders", 3, keySchema, key, valueSchema, value, 1841);
    }

    static SinkRecord aRecord(Object key, Object value) {
        return aRecord(null, key, null, value);
    }

    /** A value as StringConverter or ByteArrayConverter gives it. */
    static SinkRecord json(Object value) {
        return json(null, value);
    }

    static SinkRecord json(Object key, Object value) {
        Schema schema = value instanceof String ? Schema.OPTIONAL_STRING_SCHEMA : Schema.OPTIONAL_BYTES_SCHEMA;
        Schema keySchema = key instanceof String ? Schema.OPTIONAL_STRING_SCHEMA : null;
        return aRecord(keySchema, key, schema, value);
    }
}

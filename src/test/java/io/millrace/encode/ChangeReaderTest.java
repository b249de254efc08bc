package io.millrace.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.ChangeEvents;
import io.millrace.config.ChangeSettings;
import io.millrace.testing.DebeziumEvents;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class ChangeReaderTest {
    private final DebeziumEvents events = DebeziumEvents.on(
            "orders",
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).field("note", Schema.OPTIONAL_STRING_SCHEMA),
            "id");
    private final ChangeReader reader = new ChangeReader(new ChangeSettings(ChangeEvents.AUTO, true, ""));

    private final Struct old = events.row(1L, "old");
    private final Struct now = events.row(1L, "now");

    @Test
    void aValueThatIsNoEventIsTheRow() {
        SinkRecord record = value(events.row(1L, "x").schema(), now);

        assertReads(record, Change.Kind.WRITE, now);
        assertReads(
                value(null, Map.of("op", "c", "after", "noon")), Change.Kind.WRITE, Map.of("op", "c", "after", "noon"));
        assertReads(value(null, "text"), Change.Kind.WRITE, "text");
        assertReads(value(null, null), Change.Kind.DELETE, null);
    }

    @Test
    void whatWritesARowHasItInAfter() {
        assertReads(events.snapshot(now), Change.Kind.WRITE, now);
        assertReads(events.insert(now), Change.Kind.WRITE, now);
        assertReads(events.update(old, now), Change.Kind.WRITE, now);
        assertThat(reader.read(events.update(old, now)).before()).isEqualTo(old);
        assertThat(reader.read(events.insert(now)).before()).isNull();
        assertThat(reader.read(events.insert(now)).schema()).isSameAs(now.schema());
    }

    @Test
    void aDeleteHasItInBefore() {
        assertReads(events.delete(old), Change.Kind.DELETE, old);
        assertReads(events.event("d", null, null, old), Change.Kind.DELETE, null);
        assertReads(events.tombstone(old), Change.Kind.DELETE, null);
    }

    @Test
    void truncatesAndMessagesHaveNoRow() {
        assertReads(events.truncate(), Change.Kind.TRUNCATE, null);
        assertReads(events.message(), Change.Kind.NOTHING, null);
    }

    @Test
    void eventsAreKnownWithoutSchemas() {
        events.withoutSchemas();
        Map<String, Object> row = Map.of("id", 1L, "note", "now");

        assertReads(events.snapshot(now), Change.Kind.WRITE, row);
        assertReads(events.update(now, now), Change.Kind.WRITE, row);
        assertReads(events.delete(now), Change.Kind.DELETE, row);
        assertReads(events.truncate(), Change.Kind.TRUNCATE, null);
        assertReads(events.message(), Change.Kind.NOTHING, null);
    }

    @Test
    void anEnvelopeIsKnownByItsFieldsWhereItsNameIsLost() {
        Schema schema = SchemaBuilder.struct()
                .field("before", old.schema())
                .field("after", old.schema())
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();
        Struct event = new Struct(schema).put("after", now).put("op", "c").put("ts_ms", 1L);

        assertReads(value(schema, event), Change.Kind.WRITE, now);
    }

    @Test
    void rowsWithWordsOfAnEnvelopeAreNoEvents() {
        Map<String, Object> log = Map.of("op", "read", "source", "disk", "message", "m", "before", 1L);
        Schema schema = SchemaBuilder.struct()
                .field("op", Schema.STRING_SCHEMA)
                .field("source", Schema.STRING_SCHEMA)
                .field("message", Schema.STRING_SCHEMA)
                .build();
        Struct row = new Struct(schema).put("op", "m").put("source", "disk").put("message", "m");

        assertReads(value(null, log), Change.Kind.WRITE, log);
        assertReads(value(schema, row), Change.Kind.WRITE, row);
    }

    @Test
    void aFlattenedRowIsDeletedWhereItIsMarkedSo() {
        SinkRecord deleted = events.flattened(old, true);
        SinkRecord written = events.flattened(now, false);
        Map<String, Object> map = Map.of("id", 1L, "__deleted", true);

        assertReads(deleted, Change.Kind.DELETE, deleted.value());
        assertThat(reader.read(deleted).isMarked()).isTrue();
        assertReads(written, Change.Kind.WRITE, written.value());
        assertThat(reader.read(written).isMarked()).isFalse();
        assertReads(value(null, map), Change.Kind.DELETE, map);
    }

    @Test
    void anOpThatNobodyKnowsIsRefused() {
        assertRefused(events.event("x", null, now, now), "the change event's op is none of c, u, r, d, t and m");
    }

    @Test
    void aWriteWithoutARowIsRefused() {
        assertRefused(
                events.event("u", old, null, old), "the change event has no after, and its op asks to write that");
    }

    @Test
    void anEventThatAConverterLeftWrappedIsRefusedWithAdvice() {
        Map<String, Object> payload = new HashMap<>(Map.of("op", "c", "after", Map.of("id", 1L), "ts_ms", 1L));
        payload.put("before", null);

        assertRefused(
                value(null, Map.of("schema", Map.of("type", "struct"), "payload", payload)),
                "the value is a change event inside of {schema, payload}: use JsonConverter with"
                        + " value.converter.schemas.enable=true, which takes it out and knows its types");
    }

    @Test
    void nothingIsAnEventWhereTheyAreOff() {
        ChangeReader plain = new ChangeReader(new ChangeSettings(ChangeEvents.NONE, false, ""));
        SinkRecord delete = events.delete(old);

        Change change = plain.read(delete);

        assertThat(change.kind()).isEqualTo(Change.Kind.WRITE);
        assertThat(change.image()).isSameAs(delete.value());
    }

    private void assertReads(SinkRecord record, Change.Kind kind, Object image) {
        Change change = reader.read(record);

        assertThat(change.record()).isSameAs(record);
        assertThat(change.kind()).isEqualTo(kind);
        assertThat(change.image()).isEqualTo(image);
    }

    private void assertRefused(SinkRecord record, String message) {
        assertThatThrownBy(() -> reader.read(record))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    private static SinkRecord value(Schema schema, Object value) {
        return new SinkRecord("orders", 0, null, null, schema, value, 0);
    }
}

package io.millrace.encode;

import io.millrace.config.ChangeSettings;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Reads what each record asks for: the change that an event tells of, or the row that any other value is. A struct
 * costs a look at its schema, which is the one before's most of the time. Confined to the task thread.
 */
public final class ChangeReader {
    // As many as Connect's own converters remember by default (schemas.cache.size).
    private static final int MAX_SCHEMAS = 1000;

    private final boolean recognises;
    private final Change change = new Change();
    private final JsonEvents texts = new JsonEvents();
    private final Map<Schema, EventShape> shapes = new IdentityHashMap<>();
    private Schema lastSchema;
    private EventShape lastShape;

    public ChangeReader(ChangeSettings settings) {
        this.recognises = settings.recognises();
    }

    /** The record's change, until the next call. An event that cannot be read is refused with a DataException. */
    public Change read(SinkRecord record) {
        Object value = record.value();
        change.plain(record);
        if (recognises && value instanceof Struct struct) {
            readStruct(record, struct);
        } else if (recognises && value instanceof Map<?, ?> map) {
            readMap(record, map);
        } else if (recognises && JsonText.canShow(value)) {
            readMap(record, texts.membersOf(value));
        }
        return change;
    }

    private void readStruct(SinkRecord record, Struct value) {
        EventShape shape = shapeOf(value.schema());
        if (shape.isEnvelope()) {
            Object before = shape.beforeIn(value);
            Schema rows = shape.after().schema();
            readEvent(record, value.get(shape.op()), before, shape.afterIn(value), rows);
        } else if (shape.isEvent()) {
            readMessage(record, value.get(shape.op()));
        } else if (shape.mark() != null && EventShape.isSet(value.get(shape.mark()))) {
            change.mark();
        }
    }

    private EventShape shapeOf(Schema schema) {
        if (schema != lastSchema) {
            if (shapes.size() == MAX_SCHEMAS) {
                shapes.clear();
            }
            lastShape = shapes.computeIfAbsent(schema, EventShape::of);
            lastSchema = schema;
        }
        return lastShape;
    }

    private void readMap(SinkRecord record, Map<?, ?> value) {
        Object op = value.get(EventShape.OP);
        if (op instanceof String && isEnvelope(value)) {
            readEvent(record, op, value.get(EventShape.BEFORE), value.get(EventShape.AFTER), null);
        } else if (op instanceof String && isMessage(value)) {
            readMessage(record, op);
        } else if (value.containsKey(EventShape.MARK)) {
            readMark(value.get(EventShape.MARK));
        } else if (value.size() == 2 && isWrapped(value)) {
            throw new DataException("the value is a change event inside of {schema, payload}: use JsonConverter with"
                    + " value.converter.schemas.enable=true, which takes it out and knows its types");
        }
    }

    private void readMark(Object mark) {
        change.comesFromEvent();
        if (EventShape.isSet(mark)) {
            change.mark();
        }
    }

    private static boolean isEnvelope(Map<?, ?> value) {
        boolean hasBoth = value.containsKey(EventShape.BEFORE) && value.containsKey(EventShape.AFTER);
        boolean hasOne = value.containsKey(EventShape.BEFORE) || value.containsKey(EventShape.AFTER);
        boolean hasSource = value.get(EventShape.SOURCE) instanceof Map;
        return hasSource ? hasOne : hasBoth && value.containsKey(EventShape.TIME);
    }

    private static boolean isMessage(Map<?, ?> value) {
        return value.get(EventShape.SOURCE) instanceof Map && value.get(EventShape.MESSAGE) instanceof Map;
    }

    private static boolean isWrapped(Map<?, ?> value) {
        return value.containsKey(EventShape.SCHEMA)
                && value.get(EventShape.PAYLOAD) instanceof Map<?, ?> payload
                && payload.get(EventShape.OP) instanceof String
                && isEnvelope(payload);
    }

    private void readEvent(SinkRecord record, Object op, Object before, Object after, Schema rows) {
        switch (op instanceof String code ? code : "") {
            case "c", "r" -> write(record, after, rows);
            case "u" -> {
                write(record, after, rows);
                change.replaces(before);
            }
            case "d" -> change.set(record, Change.Kind.DELETE, before, rows);
            case "t" -> change.set(record, Change.Kind.TRUNCATE, null, null);
            default -> readMessage(record, op);
        }
    }

    private void write(SinkRecord record, Object after, Schema rows) {
        if (after == null) {
            throw new DataException("the change event has no after, and its op asks to write that");
        }
        change.set(record, Change.Kind.WRITE, after, rows);
        change.comesFromEvent();
    }

    private void readMessage(SinkRecord record, Object op) {
        if (!"m".equals(op)) {
            throw new DataException("the change event's op is none of c, u, r, d, t and m");
        }
        change.set(record, Change.Kind.NOTHING, null, null);
    }
}

package io.millrace.encode;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * What kind of event the structs of one schema are, found once a schema: an envelope around a row, a message that
 * tells of no row, a row with a mark that says whether it was deleted, or no event at all. Immutable.
 *
 * @param op null where it is no envelope and no message
 * @param after null where it is no envelope
 * @param before null where an envelope has none
 * @param mark null where a row has none
 */
record EventShape(Field op, Field after, Field before, Field mark) {
    static final String BEFORE = "before";
    static final String AFTER = "after";
    static final String OP = "op";
    static final String SOURCE = "source";
    static final String TIME = "ts_ms";
    static final String MESSAGE = "message";
    /** Around an event that a JsonConverter wrote together with its schema. */
    static final String SCHEMA = "schema";

    static final String PAYLOAD = "payload";
    /** As Debezium's ExtractNewRecordState calls it. */
    static final String MARK = "__deleted";

    private static final String ENVELOPE_NAME = ".Envelope";
    private static final EventShape NONE = new EventShape(null, null, null, null);

    static EventShape of(Schema schema) {
        Field op = schema.field(OP);
        if (op != null && op.schema().type() == Schema.Type.STRING) {
            if (isEnvelope(schema)) {
                return new EventShape(op, schema.field(AFTER), schema.field(BEFORE), null);
            } else if (isStruct(schema.field(SOURCE)) && isStruct(schema.field(MESSAGE))) {
                return new EventShape(op, null, null, null);
            }
        }
        Field mark = schema.field(MARK);
        return mark == null ? NONE : new EventShape(null, null, null, mark);
    }

    private static boolean isEnvelope(Schema schema) {
        boolean isNamedSo = schema.name() != null && schema.name().endsWith(ENVELOPE_NAME);
        boolean hasOrigin = isStruct(schema.field(SOURCE)) || schema.field(TIME) != null;
        return schema.field(AFTER) != null && (isNamedSo || (schema.field(BEFORE) != null && hasOrigin));
    }

    private static boolean isStruct(Field field) {
        return field != null && field.schema().type() == Schema.Type.STRUCT;
    }

    boolean isEvent() {
        return op != null;
    }

    boolean isEnvelope() {
        return after != null;
    }

    Object afterIn(Struct event) {
        return event.get(after);
    }

    Object beforeIn(Struct event) {
        return before == null ? null : event.get(before);
    }

    /** Debezium marks rows by the words true and false. */
    static boolean isSet(Object mark) {
        return mark instanceof Boolean set ? set : mark instanceof String word && word.equalsIgnoreCase("true");
    }
}

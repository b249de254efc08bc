package io.millrace.encode;

import io.millrace.config.NullCharacters;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Maps, Structs and JSON objects as hstore: values as a text column would have them, nested ones as JSON. Other text is
 * hstore's own form. Confined to the task thread.
 */
final class HstoreEncoder implements FieldEncoder {
    private static final String TYPE = "hstore";

    private final Schema schema;
    private final HstoreField field = new HstoreField();
    private final JsonWriter json = JsonWriter.forText(TYPE, NullCharacters.FAIL);
    private final HstoreLiteral literal = new HstoreLiteral(field);
    private final JsonPairs pairs = new JsonPairs(field);

    /** The schema of the values, which may be null. */
    HstoreEncoder(Schema schema) {
        this.schema = schema;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        field.begin(out);
        if (value instanceof Map<?, ?> map) {
            putMap(map, out);
        } else if (value instanceof Struct struct) {
            putStruct(struct, out);
        } else if (value instanceof String text) {
            putText(text.strip());
        } else {
            throw Refusal.wrongType(value, TYPE);
        }
        field.end();
    }

    private void putText(String text) {
        // hstore's own form can begin so too, but only by a key that nobody would leave unquoted.
        if (text.startsWith("{")) {
            pairs.put(text);
        } else {
            literal.put(text);
        }
    }

    private void putMap(Map<?, ?> map, RowBuffer out) {
        boolean hasSchema = schema != null && schema.type() == Schema.Type.MAP;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() == null) {
                throw Refusal.NULL.because("hstore has no null keys");
            }
            Object key = entry.getKey();
            field.key(key instanceof String text ? text : TextForm.of(key, DateSource.INSTANT, TYPE));
            putValue(entry.getValue(), hasSchema ? schema.valueSchema() : null, out);
        }
    }

    private void putStruct(Struct struct, RowBuffer out) {
        for (Field part : struct.schema().fields()) {
            field.key(part.name());
            putValue(struct.get(part), part.schema(), out);
        }
    }

    private void putValue(Object value, Schema source, RowBuffer out) {
        if (value == null) {
            field.putNull();
        } else if (value instanceof String text) {
            field.putText(text);
        } else if (ValueKind.isNested(value)) {
            int start = out.openField();
            json.put(value, source, out);
            out.closeField(start);
        } else {
            field.putText(TextForm.of(value, DateSource.of(source), TYPE));
        }
    }
}

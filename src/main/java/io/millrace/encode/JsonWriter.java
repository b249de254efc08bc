package io.millrace.encode;

import io.millrace.config.NullCharacters;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Writes any value of Connect's as JSON text in UTF-8, straight into a row: no tree and no text in between. Immutable.
 *
 * <p>A Struct becomes an object with all its fields, null ones too; a map an object with its keys as text; numbers keep
 * every digit; see {@link JsonForm} for dates, times and Debezium's types, {@link JsonScalar} for the rest.
 */
final class JsonWriter {
    /** Deeper values are refused: they are mistakes, and the recursion here and in the server has to end somewhere. */
    static final int MAX_DEPTH = 1000;

    private static final byte[] NULL = JsonScalar.ascii("null");

    private final String type;
    private final JsonString strings;
    private final JsonScalar scalars;

    private JsonWriter(String type, boolean isJsonb, NullCharacters nulls) {
        this.type = type;
        this.strings = JsonString.of(nulls, isJsonb);
        this.scalars = new JsonScalar(type, isJsonb);
    }

    /** For json and text columns, which keep what they are given. */
    static JsonWriter forText(String type, NullCharacters nulls) {
        return new JsonWriter(type, false, nulls);
    }

    /** For jsonb, whose strings are PostgreSQL's text and whose numbers are its numeric. */
    static JsonWriter forJsonb(NullCharacters nulls) {
        return new JsonWriter("jsonb", true, nulls);
    }

    /** Appends the value's text, without a length; the schema may be null. */
    void put(Object value, Schema schema, RowBuffer out) {
        put(value, schema, 0, out);
    }

    private void put(Object value, Schema schema, int depth, RowBuffer out) {
        JsonForm form = value == null ? JsonForm.PLAIN : JsonForm.of(schema);
        if (value == null) {
            out.putBytes(NULL);
        } else if (form != JsonForm.PLAIN && form.fits(value)) {
            putForm(form, value, schema, out);
        } else if (value instanceof String text) {
            strings.put(text, out);
        } else if (ValueKind.isNested(value)) {
            putNested(value, schema, inner(depth), out);
        } else {
            scalars.put(value, schema, out);
        }
    }

    private void putForm(JsonForm form, Object value, Schema schema, RowBuffer out) {
        switch (form) {
            case DOCUMENT -> putDocument((String) value, out);
            case VARIABLE_SCALE -> scalars.put(DebeziumNumber.of((Struct) value), null, out);
            case TIME_IN_PARTS -> strings.put(StructuredTime.text((Struct) value), out);
            default -> strings.put(TimeText.of((Number) value, DateSource.of(schema)), out);
        }
    }

    /** As it stands, once it is known to be one document: half of one would change what is around it. */
    private void putDocument(String document, RowBuffer out) {
        int start = out.size();
        Utf8.put(document.strip(), out);
        if (!JsonCheck.isValid(out.array(), start, out.size())) {
            throw Refusal.badForm(type);
        } else if (strings == JsonString.REFUSING_NUL) {
            JsonCheck.requireJsonb(out.array(), start, out.size());
        }
    }

    private int inner(int depth) {
        if (depth == MAX_DEPTH) {
            throw Refusal.TOO_DEEP.because("nested deeper than " + MAX_DEPTH + " levels");
        }
        return depth + 1;
    }

    private void putNested(Object value, Schema schema, int depth, RowBuffer out) {
        if (value instanceof Struct struct) {
            putStruct(struct, depth, out);
        } else if (value instanceof Map<?, ?> map) {
            putMap(map, schema, depth, out);
        } else {
            putList((List<?>) value, schema, depth, out);
        }
    }

    private void putStruct(Struct struct, int depth, RowBuffer out) {
        List<Field> fields = struct.schema().fields();
        out.putByte('{');
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            comma(i, out);
            strings.put(field.name(), out);
            out.putByte(':');
            put(struct.get(field), field.schema(), depth, out);
        }
        out.putByte('}');
    }

    private void putMap(Map<?, ?> map, Schema schema, int depth, RowBuffer out) {
        Schema values = schema == null || schema.type() != Schema.Type.MAP ? null : schema.valueSchema();
        int i = 0;
        out.putByte('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            comma(i++, out);
            strings.put(name(entry.getKey()), out);
            out.putByte(':');
            put(entry.getValue(), values, depth, out);
        }
        out.putByte('}');
    }

    // JSON has no other names than strings, so the map's keys become text as a text column would have them.
    private String name(Object key) {
        if (key == null) {
            throw Refusal.WRONG_TYPE.because("a map with a null key cannot become " + type);
        }
        return key instanceof String text ? text : TextForm.of(key, DateSource.INSTANT, type);
    }

    private void putList(List<?> list, Schema schema, int depth, RowBuffer out) {
        Schema elements = schema == null || schema.type() != Schema.Type.ARRAY ? null : schema.valueSchema();
        int i = 0;
        out.putByte('[');
        for (Object element : list) {
            comma(i++, out);
            put(element, elements, depth, out);
        }
        out.putByte(']');
    }

    private static void comma(int item, RowBuffer out) {
        if (item > 0) {
            out.putByte(',');
        }
    }
}

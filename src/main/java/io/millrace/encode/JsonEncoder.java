package io.millrace.encode;

import io.millrace.config.NullCharacters;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;

/** Documents for json columns: text as it stands, once it is known to be JSON, and anything else as JSON. Immutable. */
final class JsonEncoder implements FieldEncoder, RawJson {
    private static final String TYPE = "json";

    private final JsonWriter json;
    private final Schema schema;

    /** The schema of the values, which may be null. */
    JsonEncoder(Schema schema, NullCharacters nulls) {
        this.json = JsonWriter.forText(TYPE, nulls);
        this.schema = schema;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        int start = out.openField();
        if (value instanceof String text) {
            Utf8.put(text, out);
            JsonCheck.requireJson(out.array(), start, out.size());
        } else {
            put(value, schema, json, TYPE, out);
        }
        out.closeField(start);
    }

    @Override
    public void encodeNumber(CharSlice number, RowBuffer out) {
        encodeText(number, out);
    }

    @Override
    public void encodeText(CharSlice text, RowBuffer out) {
        int start = out.openField();
        Utf8.put(text, out);
        JsonCheck.requireJson(out.array(), start, out.size());
        out.closeField(start);
    }

    @Override
    public void encodeRaw(byte[] text, int from, int end, RowBuffer out) {
        out.putInt(end - from);
        out.putBytes(text, from, end - from);
    }

    // Bytes might be a document as well as a part of one, so they are neither.
    static void put(Object value, Schema schema, JsonWriter json, String type, RowBuffer out) {
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            throw Refusal.wrongType(value, type);
        } else {
            json.put(value, schema, out);
        }
    }
}

package io.millrace.encode;

import io.millrace.config.NullCharacters;
import org.apache.kafka.connect.data.Schema;

/** Documents as jsonb: a version byte, then the text; see jsonb_recv in PostgreSQL's jsonb.c. Immutable. */
final class JsonbEncoder implements FieldEncoder, RawJson {
    private static final int VERSION = 1;
    private static final String TYPE = "jsonb";

    private final JsonWriter json;
    private final Schema schema;

    /** The schema of the values, which may be null. */
    JsonbEncoder(Schema schema, NullCharacters nulls) {
        this.json = JsonWriter.forJsonb(nulls);
        this.schema = schema;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        int start = out.openField();
        out.putByte(VERSION);
        if (value instanceof String text) {
            Utf8.put(text, out);
            requireDocument(start, out);
        } else {
            JsonEncoder.put(value, schema, json, TYPE, out);
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
        out.putByte(VERSION);
        Utf8.put(text, out);
        requireDocument(start, out);
        out.closeField(start);
    }

    /** Valid JSON is not yet what jsonb can hold. */
    @Override
    public void encodeRaw(byte[] text, int from, int end, RowBuffer out) {
        int start = out.openField();
        out.putByte(VERSION);
        out.putBytes(text, from, end - from);
        requireDocument(start, out);
        out.closeField(start);
    }

    private static void requireDocument(int start, RowBuffer out) {
        JsonCheck.requireJsonb(out.array(), start + 1, out.size());
    }
}

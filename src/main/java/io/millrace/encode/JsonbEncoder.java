package io.millrace.encode;

import org.apache.kafka.connect.data.Schema;

/** Documents as jsonb: a version byte, then the text; see jsonb_recv in PostgreSQL's jsonb.c. Immutable. */
final class JsonbEncoder implements FieldEncoder {
    private static final int VERSION = 1;
    private static final String TYPE = "jsonb";

    private final JsonWriter json = JsonWriter.forJsonb();
    private final Schema schema;

    /** The schema of the values, which may be null. */
    JsonbEncoder(Schema schema) {
        this.schema = schema;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        int start = out.openField();
        out.putByte(VERSION);
        JsonEncoder.put(value, schema, json, TYPE, out);
        out.closeField(start);
    }
}

package io.millrace.encode;

/** JSON documents as jsonb: a version byte, then the text; see jsonb_recv in PostgreSQL's jsonb.c. Stateless. */
final class JsonbEncoder implements FieldEncoder {
    private static final int VERSION = 1;

    @Override
    public void encode(Object value, RowBuffer out) {
        int start = out.openField();
        out.putByte(VERSION);
        JsonEncoder.put(value, "jsonb", out);
        out.closeField(start);
    }
}

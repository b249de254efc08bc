package io.millrace.encode;

import java.nio.ByteBuffer;

/** Byte strings as bytea, byte for byte; text in bytea's hex or escape form. Stateless. */
final class ByteaEncoder implements FieldEncoder {
    private static final String TYPE = "bytea";

    @Override
    public void encode(Object value, RowBuffer out) {
        if (value instanceof byte[] bytes) {
            out.putInt(bytes.length);
            out.putBytes(bytes);
        } else if (value instanceof ByteBuffer slice) {
            encodeSlice(slice, out);
        } else if (value instanceof String text) {
            int start = out.openField();
            ByteaText.put(text, out);
            out.closeField(start);
        } else {
            throw Refusal.wrongType(value, TYPE);
        }
    }

    // Neither array(), which knows no limits, nor a get that moves the position: the record may be encoded again.
    private static void encodeSlice(ByteBuffer slice, RowBuffer out) {
        int length = slice.remaining();
        out.putInt(length);
        out.ensure(length);
        slice.get(slice.position(), out.array(), out.size(), length);
        out.advance(length);
    }
}

package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.TypeKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A record's whole value for the column that keeps it: bytes are a text in UTF-8, unless the column is bytea. Immutable. */
final class WholeEncoder implements FieldEncoder {
    private final FieldEncoder encoder;
    private final boolean takesBytes;

    WholeEncoder(FieldEncoder encoder, Column column) {
        this.encoder = encoder;
        this.takesBytes = column.type().kind() == TypeKind.BYTEA;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        boolean isBytes = value instanceof byte[] || value instanceof ByteBuffer;
        if (isBytes && !takesBytes) {
            encoder.encode(text(TextForm.bytes(value)), out);
        } else if (value instanceof String text && takesBytes) {
            encoder.encode(Utf8.bytes(text), out);
        } else {
            encoder.encode(value, out);
        }
    }

    private static String text(byte[] bytes) {
        if (!Utf8Check.isValid(bytes, 0, bytes.length)) {
            throw Refusal.BAD_CHARACTER.because("the value is not valid UTF-8");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

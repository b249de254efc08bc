package io.millrace.encode;

import java.nio.charset.StandardCharsets;

/** {@link NullText} for columns that take parts of a JSON text as they stand. Immutable. */
final class NullDocument implements FieldEncoder, RawJson {
    private final NullText text;
    private final RawJson raw;
    private final boolean isJsonb;

    NullDocument(NullText text, RawJson raw, boolean isJsonb) {
        this.text = text;
        this.raw = raw;
        this.isJsonb = isJsonb;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        text.encode(value, out);
    }

    @Override
    public void encodeWhole(long value, RowBuffer out) {
        text.encodeWhole(value, out);
    }

    @Override
    public void encodeNumber(CharSlice number, RowBuffer out) {
        text.encodeNumber(number, out);
    }

    /** Valid JSON has the character as its escape only, which all but jsonb can hold. */
    @Override
    public void encodeRaw(byte[] json, int from, int end, RowBuffer out) {
        if (isJsonb) {
            text.encode(new String(json, from, end - from, StandardCharsets.UTF_8), out);
        } else {
            raw.encodeRaw(json, from, end, out);
        }
    }
}

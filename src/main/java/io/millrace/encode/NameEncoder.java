package io.millrace.encode;

/** Names of objects, which have at most 63 bytes; a longer text is refused, where a cast would cut it. Immutable. */
final class NameEncoder implements FieldEncoder {
    // NAMEDATALEN - 1
    private static final int MOST_BYTES = 63;

    private final FieldEncoder text;

    NameEncoder(FieldEncoder text) {
        this.text = text;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        int start = out.size();
        text.encode(value, out);
        if (out.intAt(start) > MOST_BYTES) {
            throw Refusal.TOO_LONG.because("value too long for type name, which has 63 bytes");
        }
    }
}

package io.millrace.encode;

/** What {@link HstoreEncoder} takes, as text that the server casts: for the elements of an array. Confined to the task thread. */
final class HstoreTextEncoder implements FieldEncoder {
    private static final int USUAL_BYTES = 64;

    private final FieldEncoder binary;
    private final RowBuffer encoded = new RowBuffer(USUAL_BYTES);

    HstoreTextEncoder(FieldEncoder binary) {
        this.binary = binary;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        encoded.clear();
        binary.encode(value, encoded);
        HstoreText.put(encoded.array(), 0, out);
    }
}

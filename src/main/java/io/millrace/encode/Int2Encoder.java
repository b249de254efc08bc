package io.millrace.encode;

/** Whole numbers as smallint, narrowed only where nothing is lost. Stateless. */
final class Int2Encoder implements FieldEncoder {
    private static final String TYPE = "smallint";

    @Override
    public void encode(Object value, RowBuffer out) {
        short number = value instanceof Short exact ? exact : narrowed(WholeNumber.of(value, TYPE));
        out.putInt(Short.BYTES);
        out.putShort(number);
    }

    @Override
    public void encodeWhole(long value, RowBuffer out) {
        short number = narrowed(value);
        out.putInt(Short.BYTES);
        out.putShort(number);
    }

    private static short narrowed(long number) {
        if (number != (short) number) {
            throw Refusal.outOfRange(TYPE);
        }
        return (short) number;
    }
}

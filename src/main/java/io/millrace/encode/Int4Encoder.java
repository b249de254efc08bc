package io.millrace.encode;

/** Whole numbers as integer, narrowed only where nothing is lost. Stateless. */
final class Int4Encoder implements FieldEncoder {
    private static final String TYPE = "integer";

    @Override
    public void encode(Object value, RowBuffer out) {
        int number = value instanceof Integer exact ? exact : narrowed(WholeNumber.of(value, TYPE));
        out.putInt(Integer.BYTES);
        out.putInt(number);
    }

    @Override
    public void encodeWhole(long value, RowBuffer out) {
        int number = narrowed(value);
        out.putInt(Integer.BYTES);
        out.putInt(number);
    }

    private static int narrowed(long number) {
        if (number != (int) number) {
            throw Refusal.outOfRange(TYPE);
        }
        return (int) number;
    }
}

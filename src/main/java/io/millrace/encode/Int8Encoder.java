package io.millrace.encode;

/** Whole numbers as bigint. Stateless. */
final class Int8Encoder implements FieldEncoder {
    @Override
    public void encode(Object value, RowBuffer out) {
        long number = value instanceof Long exact ? exact : WholeNumber.of(value, "bigint");
        out.putInt(Long.BYTES);
        out.putLong(number);
    }

    @Override
    public void encodeWhole(long value, RowBuffer out) {
        out.putInt(Long.BYTES);
        out.putLong(value);
    }
}

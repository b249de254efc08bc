package io.millrace.encode;

import java.math.BigDecimal;

/** Numbers as double precision, rounded as PostgreSQL's own cast does, never to infinity. Stateless. */
final class Float8Encoder implements FieldEncoder {
    private static final String TYPE = "double precision";

    @Override
    public void encode(Object value, RowBuffer out) {
        put(value instanceof Double exact ? exact : converted(value), out);
    }

    @Override
    public void encodeWhole(long value, RowBuffer out) {
        put(value, out);
    }

    @Override
    public void encodeNumber(CharSlice number, RowBuffer out) {
        put(NumberText.real8(number, TYPE), out);
    }

    private static void put(double number, RowBuffer out) {
        out.putInt(Double.BYTES);
        out.putLong(Double.doubleToLongBits(number));
    }

    private static double converted(Object value) {
        if (value instanceof BigDecimal decimal) {
            return rounded(decimal);
        } else if (value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof String text) {
            return NumberText.real8(text.strip(), TYPE);
        }
        throw Refusal.wrongType(value, TYPE);
    }

    private static double rounded(BigDecimal decimal) {
        double number = decimal.doubleValue();
        boolean vanished = number == 0 && decimal.signum() != 0;
        if (Double.isInfinite(number) || vanished) {
            throw Refusal.outOfRange(TYPE);
        }
        return number;
    }
}

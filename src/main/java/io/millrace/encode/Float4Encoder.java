package io.millrace.encode;

import java.math.BigDecimal;

/** Numbers as real, rounded as PostgreSQL's own cast does, never to infinity. Stateless. */
final class Float4Encoder implements FieldEncoder {
    private static final String TYPE = "real";

    @Override
    public void encode(Object value, RowBuffer out) {
        float number = value instanceof Float exact ? exact : converted(value);
        out.putInt(Float.BYTES);
        out.putInt(Float.floatToIntBits(number));
    }

    private static float converted(Object value) {
        if (value instanceof BigDecimal decimal) {
            return checked(decimal.floatValue(), decimal.signum() != 0);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            return number.floatValue();
        } else if (value instanceof Number number) {
            return checked(number.floatValue(), number.doubleValue() != 0);
        } else if (value instanceof String text) {
            return NumberText.real4(text.strip(), TYPE);
        }
        throw Refusal.wrongType(value, TYPE);
    }

    private static float checked(float number, boolean hadValue) {
        boolean vanished = number == 0 && hadValue;
        if (Float.isInfinite(number) || vanished) {
            throw Refusal.outOfRange(TYPE);
        }
        return number;
    }
}

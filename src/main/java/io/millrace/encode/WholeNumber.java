package io.millrace.encode;

import java.math.BigDecimal;

/** Any value that is a whole number, as a long; a fraction is refused, never rounded. Stateless. */
final class WholeNumber {
    // 2^63: the first double that no long holds.
    private static final double LONG_END = 0x1p63;

    private WholeNumber() {}

    static long of(Object value, String type) {
        boolean isWhole =
                value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
        if (isWhole) {
            return ((Number) value).longValue();
        } else if (value instanceof Double || value instanceof Float) {
            return fromDouble(((Number) value).doubleValue(), type);
        } else if (value instanceof Number number) {
            return fromDecimal(NumberText.exact(number, type), type);
        } else if (value instanceof String text) {
            return NumberText.whole(text.strip(), type);
        }
        throw Refusal.wrongType(value, type);
    }

    private static long fromDouble(double number, String type) {
        boolean fits = number >= -LONG_END && number < LONG_END;
        if (!fits) {
            throw Refusal.outOfRange(type);
        } else if (number != Math.rint(number)) {
            throw fraction(type);
        }
        return (long) number;
    }

    private static long fromDecimal(BigDecimal number, String type) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException lossy) {
            boolean tooLarge = NumericForm.wholeDigits(number) > NumericForm.LONG_DIGITS;
            throw tooLarge || isWhole(number) ? Refusal.outOfRange(type) : fraction(type);
        }
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static RuntimeException fraction(String type) {
        return Refusal.OUT_OF_RANGE.because("a fraction would be lost in " + type);
    }
}

package io.millrace.encode;

/**
 * The form of a numeric in a key: equal for 1.0 and 1.00, and sorting as the numbers do. Stateless.
 *
 * <p>A byte for the class (-infinity, negative, zero, positive, infinity, NaN), for finite numbers then the weight
 * and the digits, each plus one so that the 0 after the last digit sorts before any digit. A negative number has
 * all that inverted. The length follows, for {@link KeyForm}.
 */
final class NumericKey {
    private static final int NEGATIVE_INFINITY = 0;
    private static final int NEGATIVE = 1;
    private static final int ZERO = 2;
    private static final int POSITIVE = 3;
    private static final int INFINITY = 4;
    private static final int NAN = 5;

    // Where numeric's header has what; see NumericEncoder.
    private static final int WEIGHT_AT = 2;
    private static final int SIGN_AT = 4;

    private NumericKey() {}

    static void append(byte[] row, int at, RowBuffer keys) {
        int start = keys.size();
        int first = 0;
        int count = RowImage.shortAt(row, at);
        while (first < count && digit(row, at, first) == 0) {
            first++;
        }
        while (count > first && digit(row, at, count - 1) == 0) {
            count--;
        }
        int sign = RowImage.shortAt(row, at + SIGN_AT) & 0xFFFF;
        int kind = kind(sign, count > first);
        keys.putByte(kind);
        if (kind == NEGATIVE || kind == POSITIVE) {
            int mask = kind == NEGATIVE ? -1 : 0;
            int weight = RowImage.shortAt(row, at + WEIGHT_AT) - first;
            keys.putShort((weight ^ Short.MIN_VALUE) ^ mask);
            for (int i = first; i < count; i++) {
                keys.putShort((digit(row, at, i) + 1) ^ mask);
            }
            keys.putShort(mask);
        }
        keys.putInt(keys.size() - start);
    }

    private static int kind(int sign, boolean hasDigits) {
        return switch (sign) {
            case NumericEncoder.NAN -> NAN;
            case NumericEncoder.INFINITY -> INFINITY;
            case NumericEncoder.NEGATIVE_INFINITY -> NEGATIVE_INFINITY;
            case NumericEncoder.NEGATIVE -> hasDigits ? NEGATIVE : ZERO;
            default -> hasDigits ? POSITIVE : ZERO;
        };
    }

    private static int digit(byte[] row, int at, int index) {
        return RowImage.shortAt(row, at + NumericEncoder.HEADER_BYTES + index * Short.BYTES);
    }
}

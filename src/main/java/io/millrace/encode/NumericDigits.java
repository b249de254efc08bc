package io.millrace.encode;

/**
 * A number as JSON writes it, read digit by digit for numeric's groups: its time grows only as its digits do, while
 * BigDecimal's grows by their square. Made for one number, confined to its caller.
 */
final class NumericDigits {
    private static final int BASE_DIGITS = 4;
    private static final int[] TENS = {1, 10, 100, 1000};

    // More than any number has that fits; keeps sums of it within a long.
    private static final long HUGE_EXPONENT = Integer.MAX_VALUE;

    private final CharSlice text;

    /** From the first digit that is not 0 to the end of the last one. */
    private int first = -1;

    private int end;
    private int digits;
    private int afterPoint;
    private long exponent;

    NumericDigits(CharSlice number) {
        this.text = number;
        int at = isNegative() ? 1 : 0;
        boolean isFraction = false;
        for (; at < number.length() && (number.charAt(at) | ' ') != 'e'; at++) {
            char c = number.charAt(at);
            if (c == '.') {
                isFraction = true;
                continue;
            }
            afterPoint += isFraction ? 1 : 0;
            if (first >= 0 || c != '0') {
                first = first < 0 ? at : first;
                digits++;
            }
        }
        end = at;
        exponent = at < number.length() ? exponentAt(at + 1) : 0;
    }

    private long exponentAt(int from) {
        char sign = text.charAt(from);
        long number = 0;
        for (int at = sign == '-' || sign == '+' ? from + 1 : from; at < text.length(); at++) {
            number = Math.min(number * 10 + text.charAt(at) - '0', HUGE_EXPONENT);
        }
        return sign == '-' ? -number : number;
    }

    boolean isNegative() {
        return text.charAt(0) == '-';
    }

    boolean isZero() {
        return digits == 0;
    }

    /** Digits after the point; negative where zeros stand before it that are not written out. */
    long scale() {
        return afterPoint - exponent;
    }

    /** Digits before the point; negative where zeros follow it. */
    long wholeDigits() {
        return digits - scale();
    }

    int groups() {
        int rest = Math.max(0, digits - firstGroup());
        return 1 + (rest + BASE_DIGITS - 1) / BASE_DIGITS;
    }

    /** The power of 10000 that the first group counts. */
    int weight() {
        return (int) Math.floorDiv(wholeDigits() - 1, (long) BASE_DIGITS);
    }

    private int firstGroup() {
        return (int) Math.floorMod(wholeDigits() - 1, (long) BASE_DIGITS) + 1;
    }

    void putGroups(RowBuffer out) {
        int size = firstGroup();
        int filled = 0;
        int group = 0;
        for (int at = first; at < end; at++) {
            char c = text.charAt(at);
            if (c == '.') {
                continue;
            }
            group = group * 10 + c - '0';
            if (++filled == size) {
                out.putShort(group);
                size = BASE_DIGITS;
                filled = 0;
                group = 0;
            }
        }
        if (filled > 0) {
            out.putShort(group * TENS[size - filled]);
        }
    }
}

package io.millrace.encode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Numbers as numeric, of any precision. Stateless.
 *
 * <p>The form is that of numeric_send in PostgreSQL's numeric.c: int16 number of digits, int16 weight of the first
 * one, int16 sign, int16 digits shown after the point, then the digits, each an int16 from 0 to 9999. The value is the
 * sum of digit × 10000^weight, the weight falling by one a digit, so the point stands between two digits of base
 * 10000 and the decimal digits are aligned to it first.
 */
final class NumericEncoder implements FieldEncoder {
    static final int POSITIVE = 0x0000;
    static final int NEGATIVE = 0x4000;
    static final int NAN = 0xC000;
    static final int INFINITY = 0xD000;
    static final int NEGATIVE_INFINITY = 0xF000;
    static final int HEADER_BYTES = 8;

    private static final String TYPE = "numeric";
    private static final int BASE = 10_000;
    private static final int BASE_DIGITS = 4;
    private static final int[] TENS = {1, 10, 100, 1000};

    // Ten to the power of this many digits, times at most a thousand for the alignment, still fits a long.
    private static final int SMALL_DIGITS = 15;
    private static final long SMALL_END = 1_000_000_000_000_000L;

    private final NumericForm form;

    NumericEncoder(int modifier) {
        this.form = new NumericForm(modifier);
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        if (value instanceof BigDecimal decimal) {
            put(form.fit(decimal), out);
        } else if (value instanceof Number number) {
            encodeNumber(number, out);
        } else if (value instanceof String text) {
            encodeText(text.strip(), out);
        } else {
            throw Refusal.wrongType(value, TYPE);
        }
    }

    @Override
    public void encodeWhole(long value, RowBuffer out) {
        boolean isSmall = value > -SMALL_END && value < SMALL_END && !form.isLimited();
        if (isSmall) {
            putSmall(value, 0, out);
        } else {
            put(form.fit(BigDecimal.valueOf(value)), out);
        }
    }

    @Override
    public void encodeNumber(CharSlice number, RowBuffer out) {
        NumericDigits digits = new NumericDigits(number);
        if (form.takesAsItIs(digits)) {
            int sign = digits.isNegative() ? NEGATIVE : POSITIVE;
            putHeader(digits.groups(), digits.weight(), sign, (int) Math.max(digits.scale(), 0), out);
            digits.putGroups(out);
        } else {
            put(form.fit(NumberText.unbounded(number)), out);
        }
    }

    private void encodeNumber(Number number, RowBuffer out) {
        boolean isReal = number instanceof Double || number instanceof Float;
        if (isReal && !Double.isFinite(number.doubleValue())) {
            putSpecial(number.doubleValue(), out);
        } else {
            put(form.fit(NumberText.exact(number, TYPE)), out);
        }
    }

    private void encodeText(String text, RowBuffer out) {
        OptionalDouble special = NumberText.special(text.toLowerCase(Locale.ROOT));
        if (special.isPresent()) {
            putSpecial(special.getAsDouble(), out);
        } else {
            put(form.fit(NumberText.decimal(text, TYPE)), out);
        }
    }

    private void putSpecial(double number, RowBuffer out) {
        boolean isNan = Double.isNaN(number);
        if (!isNan && form.isLimited()) {
            throw Refusal.OUT_OF_RANGE.because("numeric field overflow");
        }
        int infinity = number > 0 ? INFINITY : NEGATIVE_INFINITY;
        putHeader(0, 0, isNan ? NAN : infinity, 0, out);
    }

    private static void put(BigDecimal number, RowBuffer out) {
        boolean isSmall = number.precision() <= SMALL_DIGITS && number.scale() >= 0;
        if (isSmall) {
            // As a whole number: unscaledValue would make a BigInteger, and this leaves nothing behind once compiled.
            putSmall(number.scaleByPowerOfTen(number.scale()).longValue(), number.scale(), out);
        } else {
            putLarge(number, out);
        }
    }

    private static void putSmall(long unscaled, int scale, RowBuffer out) {
        int fractionGroups = (scale + BASE_DIGITS - 1) / BASE_DIGITS;
        long aligned = Math.abs(unscaled) * TENS[fractionGroups * BASE_DIGITS - scale];
        int groups = groupsOf(aligned);
        putHeader(groups, groups - fractionGroups - 1, unscaled < 0 ? NEGATIVE : POSITIVE, scale, out);
        out.ensure(groups * Short.BYTES);
        byte[] array = out.array();
        long rest = aligned;
        for (int at = out.size() + groups * Short.BYTES; at > out.size(); at -= Short.BYTES) {
            int digit = (int) (rest % BASE);
            rest /= BASE;
            array[at - 2] = (byte) (digit >> Byte.SIZE);
            array[at - 1] = (byte) digit;
        }
        out.advance(groups * Short.BYTES);
    }

    private static int groupsOf(long aligned) {
        int groups = 0;
        for (long rest = aligned; rest != 0; rest /= BASE) {
            groups++;
        }
        return groups;
    }

    private static void putLarge(BigDecimal number, RowBuffer out) {
        int scale = Math.max(number.scale(), 0);
        BigInteger unscaled = number.scale() < 0
                ? number.toBigInteger().abs()
                : number.unscaledValue().abs();
        int fractionGroups = (scale + BASE_DIGITS - 1) / BASE_DIGITS;
        String digits = unscaled.toString() + "0".repeat(fractionGroups * BASE_DIGITS - scale);
        int groups = (digits.length() + BASE_DIGITS - 1) / BASE_DIGITS;
        putHeader(groups, groups - fractionGroups - 1, number.signum() < 0 ? NEGATIVE : POSITIVE, scale, out);
        int end = digits.length() - (groups - 1) * BASE_DIGITS;
        out.putShort(Integer.parseInt(digits, 0, end, 10));
        for (; end < digits.length(); end += BASE_DIGITS) {
            out.putShort(Integer.parseInt(digits, end, end + BASE_DIGITS, 10));
        }
    }

    private static void putHeader(int groups, int weight, int sign, int scale, RowBuffer out) {
        out.putInt(HEADER_BYTES + groups * Short.BYTES);
        out.putShort(groups);
        out.putShort(groups == 0 ? 0 : weight);
        out.putShort(sign);
        out.putShort(scale);
    }
}

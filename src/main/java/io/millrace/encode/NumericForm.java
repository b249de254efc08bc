package io.millrace.encode;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What numeric(p,s) makes of a number before it is stored: rounded to the scale, refused beyond the precision, as
 * PostgreSQL does on assignment. Immutable.
 */
final class NumericForm {
    /** The digits of the largest long. */
    static final int LONG_DIGITS = 19;

    // PostgreSQL manual, Numeric Types: up to 131072 digits before the decimal point, up to 16383 after it.
    private static final int MAX_WHOLE_DIGITS = 131_072;
    private static final int MAX_SCALE = 16_383;

    // numeric.c, make_numeric_typmod: precision in the upper half, scale in eleven signed bits, and four added.
    private static final int MODIFIER_OFFSET = 4;
    private static final int SCALE_SHIFT = 21;

    private final boolean limited;
    private final int precision;
    private final int scale;

    NumericForm(int modifier) {
        int packed = modifier - MODIFIER_OFFSET;
        this.limited = modifier >= MODIFIER_OFFSET;
        this.precision = packed >> Short.SIZE;
        this.scale = packed << SCALE_SHIFT >> SCALE_SHIFT;
    }

    /** How many digits stand before the decimal point; negative where zeros follow it. A long, as scales are ints. */
    static long wholeDigits(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    boolean isLimited() {
        return limited;
    }

    /** Whether the number needs no rounding; refuses it here where it is too long to be made a BigDecimal of. */
    boolean takesAsItIs(NumericDigits number) {
        if (number.isZero()) {
            return false;
        }
        if (number.wholeDigits() > MAX_WHOLE_DIGITS) {
            throw Refusal.outOfRange("numeric");
        }
        boolean fits = !limited || number.wholeDigits() <= precision - scale;
        return fits && number.scale() <= (limited ? scale : MAX_SCALE);
    }

    BigDecimal fit(BigDecimal number) {
        if (number.signum() == 0) {
            return zero(number);
        }
        // Before any arithmetic: 1E+1000000000 is a short text and a gigabyte of digits.
        long wholeDigits = wholeDigits(number);
        if (wholeDigits > MAX_WHOLE_DIGITS) {
            throw Refusal.outOfRange("numeric");
        }
        return limited ? fitLimited(number, wholeDigits) : fitScale(number);
    }

    private BigDecimal fitLimited(BigDecimal number, long wholeDigits) {
        if (wholeDigits < -(long) scale) {
            return zero(number);
        }
        BigDecimal rounded = number.scale() > scale ? number.setScale(scale, RoundingMode.HALF_UP) : number;
        boolean overflows = rounded.signum() != 0 && wholeDigits(rounded) > precision - scale;
        if (overflows) {
            throw Refusal.OUT_OF_RANGE.because("numeric field overflow");
        }
        return rounded;
    }

    private BigDecimal zero(BigDecimal number) {
        int shown = limited ? scale : number.scale();
        return BigDecimal.valueOf(0, Math.min(Math.max(shown, 0), MAX_SCALE));
    }

    /** Refuses what no numeric holds, as jsonb's numbers are. */
    static void requireHeld(NumericDigits number) {
        boolean isHeld = number.isZero() || number.wholeDigits() <= MAX_WHOLE_DIGITS && number.scale() <= MAX_SCALE;
        if (!isHeld) {
            throw Refusal.outOfRange("numeric");
        }
    }

    /** The number itself, where numeric holds it without rounding; its plain text is of bounded length then. */
    static BigDecimal bounded(BigDecimal number) {
        boolean tooLong = number.signum() != 0 && wholeDigits(number) > MAX_WHOLE_DIGITS;
        if (tooLong || number.scale() > MAX_SCALE) {
            throw Refusal.outOfRange("numeric");
        }
        return number;
    }

    private static BigDecimal fitScale(BigDecimal number) {
        if (number.scale() > MAX_SCALE) {
            throw Refusal.outOfRange("numeric");
        }
        return number;
    }
}

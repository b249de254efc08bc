package io.millrace.encode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers out of text, in the notation that PostgreSQL's own input takes, and numbers made exact. Stateless. */
final class NumberText {
    // Any text of fewer characters fits a long or is out of its range by parseLong's own check.
    private static final int LONG_TEXT = 20;

    // 18 digits never overflow a long; a double holds whole numbers up to 2^53 and powers of ten up to 10^22.
    private static final int EXACT_DIGITS = 18;
    private static final long EXACT_MANTISSA = 1L << 53;
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    private NumberText() {}

    static long whole(String text, String type) {
        int start = signLength(text, 0);
        if (start == text.length() || digitsEnd(text, start) < text.length()) {
            throw Refusal.badForm(type);
        }
        try {
            return text.length() < LONG_TEXT ? Long.parseLong(text) : new BigInteger(text).longValueExact();
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            throw Refusal.outOfRange(type);
        }
    }

    static double real8(String text, String type) {
        String word = text.toLowerCase(Locale.ROOT);
        OptionalDouble special = special(word);
        if (special.isPresent()) {
            return special.getAsDouble();
        }
        double number = Double.parseDouble(checked(word, type));
        boolean vanished = number == 0 && hasValue(word);
        if (Double.isInfinite(number) || vanished) {
            throw Refusal.outOfRange(type);
        }
        return number;
    }

    static float real4(String text, String type) {
        String word = text.toLowerCase(Locale.ROOT);
        OptionalDouble special = special(word);
        if (special.isPresent()) {
            return (float) special.getAsDouble();
        }
        float number = Float.parseFloat(checked(word, type));
        boolean vanished = number == 0 && hasValue(word);
        if (Float.isInfinite(number) || vanished) {
            throw Refusal.outOfRange(type);
        }
        return number;
    }

    static BigDecimal decimal(String text, String type) {
        try {
            return new BigDecimal(checked(text.toLowerCase(Locale.ROOT), type));
        } catch (NumberFormatException hugeExponent) {
            throw Refusal.outOfRange(type);
        }
    }

    /** A whole number as JSON writes it, of up to 18 digits. */
    static long whole(CharSlice digits) {
        char[] array = digits.array();
        int at = digits.start();
        int end = at + digits.length();
        boolean negative = array[at] == '-';
        at += negative ? 1 : 0;
        long number = 0;
        for (; at < end; at++) {
            number = number * 10 + array[at] - '0';
        }
        return negative ? -number : number;
    }

    /** A number as JSON writes it; one that no numeric holds is refused before it is written out in full. */
    static BigDecimal decimal(CharSlice number) {
        return NumericForm.bounded(unbounded(number));
    }

    /** The same with any exponent, whose digits must never be written out. */
    static BigDecimal unbounded(CharSlice number) {
        try {
            return new BigDecimal(number.array(), number.start(), number.length());
        } catch (NumberFormatException hugeExponent) {
            throw Refusal.outOfRange("numeric");
        }
    }

    /**
     * The double nearest to a number as JSON writes it. With up to 18 digits that a double holds as a whole number, one
     * division by a power of ten that it holds too is exact to the last bit (Clinger, 1990).
     */
    static double real8(CharSlice number, String type) {
        long mantissa = 0;
        int digits = 0;
        int scale = 0;
        boolean isFraction = false;
        boolean negative = number.charAt(0) == '-';
        for (int at = negative ? 1 : 0; at < number.length(); at++) {
            char c = number.charAt(at);
            boolean isDigit = c >= '0' && c <= '9';
            if (isDigit && digits < EXACT_DIGITS) {
                mantissa = mantissa * 10 + c - '0';
                digits++;
                scale += isFraction ? 1 : 0;
            } else if (c == '.') {
                isFraction = true;
            } else {
                return real8(number.toString(), type);
            }
        }
        if (mantissa > EXACT_MANTISSA) {
            return real8(number.toString(), type);
        }
        double real = mantissa / TENS[scale];
        return negative ? -real : real;
    }

    /** The value of one of PostgreSQL's words for what is no number. */
    static OptionalDouble special(String lowerCase) {
        return switch (lowerCase) {
            case "nan" -> OptionalDouble.of(Double.NaN);
            case "inf", "infinity", "+inf", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }

    /** The number without rounding; a double by its shortest text, which is what its writer meant. */
    static BigDecimal exact(Number number, String type) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        } else if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        } else if (number instanceof Double || number instanceof Float) {
            return fromReal(number, type);
        }
        return BigDecimal.valueOf(number.longValue());
    }

    private static BigDecimal fromReal(Number number, String type) {
        if (!Double.isFinite(number.doubleValue())) {
            throw Refusal.outOfRange(type);
        }
        return new BigDecimal(number.toString());
    }

    // The JDK also reads hexadecimal, type suffixes and digits of other scripts, which PostgreSQL does not.
    private static String checked(String lowerCase, String type) {
        int start = signLength(lowerCase, 0);
        int end = digitsEnd(lowerCase, start);
        int digits = end - start;
        if (end < lowerCase.length() && lowerCase.charAt(end) == '.') {
            int fraction = end + 1;
            end = digitsEnd(lowerCase, fraction);
            digits += end - fraction;
        }
        boolean isComplete = end == lowerCase.length() || isExponent(lowerCase, end);
        if (digits == 0 || !isComplete) {
            throw Refusal.badForm(type);
        }
        return lowerCase;
    }

    private static boolean isExponent(String text, int at) {
        if (text.charAt(at) != 'e') {
            return false;
        }
        int start = at + 1 + signLength(text, at + 1);
        return start < text.length() && digitsEnd(text, start) == text.length();
    }

    private static boolean hasValue(String number) {
        for (int i = 0; i < number.length() && number.charAt(i) != 'e'; i++) {
            if (number.charAt(i) >= '1' && number.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    private static int signLength(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? 1 : 0;
    }

    private static int digitsEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}

package io.millrace.encode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers out of text, in the notation that PostgreSQL's own input takes, and numbers made exact. Stateless. */
final class NumberText {
    // Any text of fewer characters fits a long or is out of its range by parseLong's own check.
    private static final int LONG_TEXT = 20;

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

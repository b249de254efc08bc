package io.millrace.encode;

import java.math.BigDecimal;
import java.util.Locale;

/** Anything that says true or false as PostgreSQL's boolean: one byte. Stateless. */
final class BoolEncoder implements FieldEncoder {
    private static final String TYPE = "boolean";

    @Override
    public void encode(Object value, RowBuffer out) {
        boolean truth = value instanceof Boolean bool ? bool : converted(value);
        out.putInt(1);
        out.putByte(truth ? 1 : 0);
    }

    private static boolean converted(Object value) {
        if (value instanceof String text) {
            return parsed(text.strip().toLowerCase(Locale.ROOT));
        } else if (value instanceof Number number) {
            return fromNumber(number);
        }
        throw Refusal.wrongType(value, TYPE);
    }

    // PostgreSQL manual, Boolean Type: unique prefixes of the words are accepted, hence "of" but not "o".
    private static boolean parsed(String word) {
        boolean isPrefix = !word.isEmpty();
        if (isPrefix && ("true".startsWith(word) || "yes".startsWith(word)) || word.equals("on") || word.equals("1")) {
            return true;
        }
        boolean isOff = word.length() > 1 && "off".startsWith(word);
        if (isPrefix && ("false".startsWith(word) || "no".startsWith(word)) || isOff || word.equals("0")) {
            return false;
        }
        throw Refusal.badForm(TYPE);
    }

    private static boolean fromNumber(Number number) {
        BigDecimal exact = NumberText.exact(number, TYPE);
        if (exact.signum() == 0) {
            return false;
        } else if (exact.compareTo(BigDecimal.ONE) == 0) {
            return true;
        }
        throw Refusal.OUT_OF_RANGE.because("only the numbers 0 and 1 can become boolean");
    }
}

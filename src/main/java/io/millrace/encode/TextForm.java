package io.millrace.encode;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.HexFormat;

/** Values that are no text, as the text PostgreSQL would show for them; dates and times as ISO 8601. Stateless. */
final class TextForm {
    // float8out writes decimal exponents from -4 to 14 without an exponent.
    private static final int LEAST_PLAIN_EXPONENT = -4;
    private static final int GREATEST_PLAIN_EXPONENT = 14;

    private TextForm() {}

    static String of(Object value, DateSource dates, String type) {
        if (dates.countsNumbers() && value instanceof Number number) {
            return TimeText.of(number, dates);
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof Double || value instanceof Float) {
            return ofReal((Number) value);
        } else if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof Date date) {
            return TimeText.of(date, dates);
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            return "\\x" + HexFormat.of().formatHex(bytes(value));
        }
        throw Refusal.wrongType(value, type);
    }

    private static String ofReal(Number number) {
        double real = number.doubleValue();
        if (!Double.isFinite(real)) {
            return number.toString();
        }
        BigDecimal shortest = new BigDecimal(number.toString()).stripTrailingZeros();
        String sign = 1 / real < 0 ? "-" : "";
        return sign + (shortest.signum() == 0 ? "0" : ofDigits(shortest.abs()));
    }

    private static String ofDigits(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= LEAST_PLAIN_EXPONENT && exponent <= GREATEST_PLAIN_EXPONENT) {
            return number.toPlainString();
        }
        String digits = number.unscaledValue().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
    }

    static byte[] bytes(Object value) {
        if (value instanceof byte[] array) {
            return array;
        }
        ByteBuffer slice = (ByteBuffer) value;
        byte[] copy = new byte[slice.remaining()];
        slice.get(slice.position(), copy);
        return copy;
    }
}

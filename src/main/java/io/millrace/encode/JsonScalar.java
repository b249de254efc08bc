package io.millrace.encode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;

/** Numbers, booleans, bytes (as base64) and dates inside of a document. Immutable. */
final class JsonScalar {
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] LEAST_LONG = ascii(Long.toString(Long.MIN_VALUE));
    private static final int LONG_DIGITS = 19;

    // jsonb keeps numbers as numeric, and so within its range.
    private static final NumericForm NUMERIC = new NumericForm(-1);

    private final String type;
    private final boolean numeric;

    JsonScalar(String type, boolean numeric) {
        this.type = type;
        this.numeric = numeric;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void put(Object value, Schema schema, RowBuffer out) {
        if (value instanceof Number number) {
            putNumber(number, out);
        } else if (value instanceof Boolean truth) {
            out.putBytes(truth ? TRUE : FALSE);
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            putBase64(value, out);
        } else if (value instanceof Date date) {
            JsonString.ESCAPING_NUL.put(TimeText.of(date, DateSource.of(schema)), out);
        } else {
            throw Refusal.wrongType(value, type);
        }
    }

    private void putNumber(Number number, RowBuffer out) {
        if (number instanceof Double || number instanceof Float) {
            putReal(number, out);
        } else if (number instanceof BigDecimal decimal) {
            Utf8.put((numeric ? NUMERIC.fit(decimal) : decimal).toString(), out);
        } else if (number instanceof BigInteger integer) {
            Utf8.put((numeric ? NUMERIC.fit(new BigDecimal(integer)) : integer).toString(), out);
        } else {
            putWhole(number.longValue(), out);
        }
    }

    private void putReal(Number number, RowBuffer out) {
        if (!Double.isFinite(number.doubleValue())) {
            throw Refusal.BAD_FORM.because("NaN or infinity cannot become " + type);
        }
        String text = number.toString();
        boolean isUsual = text.indexOf('E') < 0;
        Utf8.put(isUsual ? withoutZero(text) : TextForm.of(number, DateSource.INSTANT, type), out);
    }

    /** 2.0 is written as 2, which is how the server shows it. */
    private static String withoutZero(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static void putWhole(long number, RowBuffer out) {
        if (number == Long.MIN_VALUE) {
            out.putBytes(LEAST_LONG);
            return;
        }
        if (number < 0) {
            out.putByte('-');
        }
        putDigits(Math.abs(number), out);
    }

    private static void putDigits(long number, RowBuffer out) {
        out.ensure(LONG_DIGITS);
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        byte[] array = out.array();
        long rest = number;
        for (int at = out.size() + digits - 1; at >= out.size(); at--) {
            array[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        out.advance(digits);
    }

    private static void putBase64(Object value, RowBuffer out) {
        byte[] bytes = value instanceof byte[] array ? array : TextForm.bytes(value);
        out.putByte('"');
        out.putBytes(Base64.getEncoder().encode(bytes));
        out.putByte('"');
    }
}

package io.millrace.testing;

import static io.millrace.testing.Sample.quoted;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/** What PostgreSQL should make of numbers: of plain ones, and of those that a schema says are times. Stateless. */
final class NumberSamples {
    private static final long DAY_MICROS = 86_400_000_000L;

    private NumberSamples() {}

    static Sample whole(Object value, String type) {
        return of(value, new BigDecimal(value.toString()), type);
    }

    static Sample real(Object value, String type) {
        boolean isFinite = Double.isFinite(((Number) value).doubleValue());
        if (isFinite) {
            return of(value, new BigDecimal(value.toString()), type);
        }
        return new Sample(
                value, Map.of(Sample.NUMBER, quoted(value.toString()), Sample.TEXT, quoted(value.toString())));
    }

    static Sample decimal(String text) {
        return decimal(new BigDecimal(text), new BigDecimal(text));
    }

    static Sample decimal(Object value, BigDecimal number) {
        return of(value, number, "numeric");
    }

    private static Sample of(Object value, BigDecimal number, String type) {
        Map<String, String> literals = counted(number);
        String plain = type.equals("numeric") ? number.toPlainString() : value.toString();
        literals.put(Sample.NUMBER, quoted(plain));
        if (value instanceof Float) {
            // To a double, a float is what it is and not what it shows.
            literals.put("double precision", quoted(Double.toString((Float) value)));
        }
        literals.put(Sample.TEXT, "(" + quoted(plain) + "::" + type + ")::text");
        literals.put(Sample.JSON, "to_jsonb(" + quoted(plain) + "::" + type + ")");
        if (isWhole(number)) {
            literals.put(Sample.DATE, "date '1970-01-01' + '" + number.toBigInteger() + "'::int");
        }
        BigDecimal micros = number.multiply(BigDecimal.valueOf(1000)).setScale(0, RoundingMode.HALF_UP);
        putTime(literals, micros);
        putStamp(literals, micros);
        return new Sample(value, literals);
    }

    /** The group of whole numbers and that of others. */
    static Map<String, String> counted(BigDecimal number) {
        Map<String, String> literals = new HashMap<>();
        if (isWhole(number)) {
            literals.put(Sample.WHOLE, quoted(number.toBigInteger().toString()));
            // A text of a negative number would be wrapped around; a number is not.
            literals.put("oid", quoted(number.toBigInteger().toString()) + "::int8::oid");
        }
        literals.put(Sample.NUMBER, quoted(number.toPlainString()));
        return literals;
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    static void putTime(Map<String, String> literals, BigDecimal micros) {
        int end = micros.compareTo(BigDecimal.valueOf(DAY_MICROS));
        if (micros.signum() >= 0 && end <= 0) {
            literals.put(Sample.TIME, end == 0 ? "'24:00'" : "(interval '" + micros + " microseconds')::time");
        }
    }

    static void putStamp(Map<String, String> literals, BigDecimal micros) {
        BigDecimal[] parts = micros.divideAndRemainder(BigDecimal.valueOf(DAY_MICROS));
        String days = "make_interval(days => '" + parts[0].toBigInteger() + "'::int)";
        String rest = "interval '" + parts[1].toBigInteger() + " microseconds'";
        literals.put(Sample.STAMP, "timestamp '1970-01-01' + " + days + " + " + rest);
    }
}

package io.millrace.encode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/**
 * Reads dates and numbers as PostgreSQL's counts of time, by what their schema says and else by timestamp.unit.
 * Immutable. What is finer than a microsecond is rounded, as PostgreSQL does with text.
 */
final class TimeReader {
    private static final int NANOS = 1000;

    private final DateSource dates;
    private final TimeUnit plainUnit;

    TimeReader(DateSource dates, TimeUnit plainUnit) {
        this.dates = dates;
        this.plainUnit = plainUnit;
    }

    /** What the value says about time; a number whose schema says nothing means what the column is. */
    TimeMeaning meaning(Object value, TimeMeaning plain, String type) {
        if (value instanceof Date) {
            return dates.meaning();
        } else if (value instanceof Number) {
            return dates.countsNumbers() ? dates.meaning() : plain;
        }
        throw Refusal.wrongType(value, type);
    }

    /** Days since 1970-01-01. */
    long days(Object value, String type) {
        return value instanceof Date date
                ? Math.floorDiv(date.getTime(), PgTime.DAY_MILLIS)
                : WholeNumber.of(value, type);
    }

    /** Microseconds since midnight, or of a span. */
    long micros(Object value, String type) {
        if (value instanceof Date date) {
            return micros(date.getTime(), TimeUnit.MILLISECONDS, type);
        }
        return isWhole(value) ? micros(count(value), unit(), type) : fraction(value, 0, type);
    }

    /** Microseconds from 2000-01-01, or one of PostgreSQL's infinities. */
    long timestamp(Object value, String type) {
        if (value instanceof Date date) {
            return PgTime.micros(date.getTime(), TimeUnit.MILLISECONDS, type);
        }
        return isWhole(value) ? PgTime.micros(count(value), unit(), type) : fraction(value, PgTime.EPOCH_SECONDS, type);
    }

    private TimeUnit unit() {
        return dates.countsNumbers() ? dates.unit() : plainUnit;
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    private static long count(Object value) {
        return value instanceof Long number ? number : ((Number) value).longValue();
    }

    private static long micros(long count, TimeUnit unit, String type) {
        long micros = unit == TimeUnit.NANOSECONDS ? PgTime.nanosToMicros(count) : unit.toMicros(count);
        boolean isSaturated = micros == Long.MAX_VALUE || micros == Long.MIN_VALUE;
        if (isSaturated) {
            throw PgTime.outOfRange(type);
        }
        return micros;
    }

    /** Seconds as a decimal number are usual where programs print clocks. */
    private long fraction(Object value, long epochSeconds, String type) {
        BigDecimal number = NumberText.exact((Number) value, type);
        BigDecimal nanos = number.multiply(BigDecimal.valueOf(unit().toNanos(1)));
        // Before any arithmetic on its digits: 1E+1000000000 is a short number and a gigabyte of digits.
        if (NumericForm.wholeDigits(nanos) > 2 * NumericForm.LONG_DIGITS) {
            throw PgTime.outOfRange(type);
        }
        BigInteger micros = nanos.divide(BigDecimal.valueOf(NANOS))
                .setScale(0, RoundingMode.HALF_UP)
                .toBigInteger();
        BigInteger epoch = BigInteger.valueOf(epochSeconds).multiply(BigInteger.valueOf(PgTime.SECOND_MICROS));
        BigInteger sinceThen = micros.subtract(epoch);
        if (sinceThen.bitLength() >= Long.SIZE) {
            throw PgTime.outOfRange(type);
        }
        return epochSeconds == 0 ? sinceThen.longValue() : PgTime.checked(sinceThen.longValue(), type);
    }
}

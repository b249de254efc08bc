package io.millrace.encode;

import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's count of time: days and microseconds from 2000-01-01, in the proleptic Gregorian calendar, with the
 * ends of its range and the rounding of its precisions. Stateless. See PostgreSQL's datatype/timestamp.h.
 */
final class PgTime {
    /** 2000-01-01 in java.time's days since 1970-01-01. */
    static final int EPOCH_DAY = 10_957;

    static final long SECOND_MICROS = TimeUnit.SECONDS.toMicros(1);
    static final long EPOCH_SECONDS = TimeUnit.DAYS.toSeconds(EPOCH_DAY);
    static final long MINUTE_MICROS = TimeUnit.MINUTES.toMicros(1);
    static final long HOUR_MICROS = TimeUnit.HOURS.toMicros(1);
    static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);
    static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    // Julian day 0 as days from 2000-01-01: 4714-11-24 BC, where dates and timestamps begin.
    private static final int FIRST_DAY = -2_451_545;
    // The last day of a date, 5874897-12-31, and the first that no timestamp reaches, 294277-01-01.
    private static final int LAST_DAY = 2_145_031_948;
    private static final int TIMESTAMP_END_DAY = 106_751_983;

    // The two ends of timestamps that are none, on the wire and in the server.
    static final long INFINITY = Long.MAX_VALUE;
    static final long NEGATIVE_INFINITY = Long.MIN_VALUE;

    // What pgjdbc, and Debezium after it, make of the two; in milliseconds and in microseconds alike (PGStatement).
    private static final long DRIVER_INFINITY = 9_223_372_036_825_200_000L;
    private static final long DRIVER_NEGATIVE_INFINITY = -9_223_372_036_832_400_000L;

    // The precision that microseconds have without being rounded.
    private static final int FULL_PRECISION = 6;
    private static final long[] UNITS = {1_000_000, 100_000, 10_000, 1_000, 100, 10};

    private PgTime() {}

    static int day(long epochDay) {
        long day = epochDay - EPOCH_DAY;
        if (day < FIRST_DAY || day > LAST_DAY) {
            throw outOfRange("date");
        }
        return (int) day;
    }

    /** Microseconds from 2000-01-01 of what is counted since 1970-01-01, be it an instant or a local time. */
    static long micros(long count, TimeUnit unit, String type) {
        if (unit == TimeUnit.NANOSECONDS) {
            return micros(nanosToMicros(count), TimeUnit.MICROSECONDS, type);
        }
        if (count == DRIVER_INFINITY) {
            return INFINITY;
        } else if (count == DRIVER_NEGATIVE_INFINITY) {
            return NEGATIVE_INFINITY;
        }
        long epoch = unit.convert(EPOCH_SECONDS, TimeUnit.SECONDS);
        // Compared before subtracting and multiplying, which might wrap around.
        boolean fits = count >= unit.convert(FIRST_DAY, TimeUnit.DAYS) + epoch
                && count - epoch < unit.convert(TIMESTAMP_END_DAY, TimeUnit.DAYS);
        if (!fits) {
            throw outOfRange(type);
        }
        return unit.toMicros(count - epoch);
    }

    /** Half upwards, on either side of zero: a time is rounded towards the same end of its microsecond. */
    static long nanosToMicros(long nanos) {
        long micros = Math.floorDiv(nanos, 1000);
        return Math.floorMod(nanos, 1000) >= 500 ? micros + 1 : micros;
    }

    static boolean isInfinite(long micros) {
        return micros == INFINITY || micros == NEGATIVE_INFINITY;
    }

    static long checked(long micros, String type) {
        boolean fits = micros >= FIRST_DAY * DAY_MICROS && micros < TIMESTAMP_END_DAY * DAY_MICROS;
        if (!fits && !isInfinite(micros)) {
            throw outOfRange(type);
        }
        return micros;
    }

    static long ofDay(long micros, String type) {
        if (micros < 0 || micros > DAY_MICROS) {
            throw outOfRange(type);
        }
        return micros;
    }

    /** The time of day of a timestamp. */
    static long timeOf(long micros, String type) {
        if (isInfinite(micros)) {
            throw outOfRange(type);
        }
        return Math.floorMod(micros, DAY_MICROS);
    }

    /** The day of a timestamp; of an infinite one, that end of dates. */
    static int dayOf(long micros) {
        if (isInfinite(micros)) {
            return micros > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        }
        return day(Math.floorDiv(micros, DAY_MICROS) + EPOCH_DAY);
    }

    static long micros(long epochDay, long microsOfDay, String type) {
        long day = epochDay - EPOCH_DAY;
        if (day < FIRST_DAY || day >= TIMESTAMP_END_DAY) {
            throw outOfRange(type);
        }
        return day * DAY_MICROS + microsOfDay;
    }

    /** As AdjustTimestampForTypmod does: half away from zero. */
    static long round(long micros, int precision) {
        if (precision < 0 || precision >= FULL_PRECISION || isInfinite(micros)) {
            return micros;
        }
        long unit = UNITS[precision];
        long half = unit / 2;
        return micros >= 0 ? (micros + half) / unit * unit : -((-micros + half) / unit * unit);
    }

    static RuntimeException outOfRange(String type) {
        return Refusal.TIME_OUT_OF_RANGE.because("out of range for " + type);
    }
}

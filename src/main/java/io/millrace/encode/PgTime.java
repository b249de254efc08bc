package io.millrace.encode;

import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's count of time: days and microseconds from 2000-01-01, in the proleptic Gregorian calendar, with the
 * ends of its range and the rounding of its precisions. Stateless. See PostgreSQL's datatype/timestamp.h.
 */
final class PgTime {
    /** 2000-01-01 in java.time's days since 1970-01-01. */
    static final int EPOCH_DAY = 10_957;

    static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);
    static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    // Julian day 0 as days from 2000-01-01: 4714-11-24 BC, where dates and timestamps begin.
    private static final int FIRST_DAY = -2_451_545;
    // The last day of a date, 5874897-12-31, and the first that no timestamp reaches, 294277-01-01.
    private static final int LAST_DAY = 2_145_031_948;
    private static final int TIMESTAMP_END_DAY = 106_751_983;

    private static final long FIRST_MILLI = FIRST_DAY * DAY_MILLIS;
    private static final long END_MILLI = TIMESTAMP_END_DAY * DAY_MILLIS;
    private static final long EPOCH_MILLI = EPOCH_DAY * DAY_MILLIS;

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

    /** Microseconds of what java.util.Date counts in milliseconds, be it an instant or a local time. */
    static long micros(long epochMilli, String type) {
        // Compared before subtracting, which might wrap around.
        if (epochMilli < FIRST_MILLI + EPOCH_MILLI || epochMilli >= END_MILLI + EPOCH_MILLI) {
            throw outOfRange(type);
        }
        return (epochMilli - EPOCH_MILLI) * 1000;
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
        if (precision < 0 || precision >= FULL_PRECISION) {
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

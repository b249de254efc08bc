package io.millrace.encode;

import java.util.Date;

/**
 * Instants as int64 microseconds from 2000-01-01 UTC. A day becomes its midnight in the configured zone, and so does a
 * text without an offset become a time in it. Immutable.
 */
final class TimestamptzEncoder implements FieldEncoder {
    private static final String TYPE = "timestamptz";

    private final DateSource dates;
    private final Zone zone;
    private final int precision;

    TimestamptzEncoder(DateSource dates, Zone zone, int modifier) {
        this.dates = dates;
        this.zone = zone;
        this.precision = modifier;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        long micros = micros(value);
        out.putInt(Long.BYTES);
        out.putLong(micros);
    }

    private long micros(Object value) {
        if (value instanceof Date date) {
            return ofDate(date);
        } else if (value instanceof Long epochMilli) {
            return rounded(PgTime.micros(epochMilli, TYPE));
        } else if (value instanceof String text) {
            return parsed(text);
        }
        throw Refusal.wrongType(value, TYPE);
    }

    private long ofDate(Date date) {
        return switch (dates) {
            case INSTANT -> rounded(PgTime.micros(date.getTime(), TYPE));
            case DAY -> atZone(Math.floorDiv(date.getTime(), PgTime.DAY_MILLIS), 0);
            case TIME_OF_DAY -> throw Refusal.WRONG_TYPE.because("a time of day cannot become " + TYPE);
        };
    }

    private long parsed(String text) {
        int infinity = IsoText.infinity(text);
        if (infinity != 0) {
            return infinity > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        IsoText iso = IsoText.read(text, TYPE);
        if (!iso.hasDate()) {
            throw Refusal.BAD_TIME.because("no ISO 8601 form of " + TYPE);
        }
        return iso.hasOffset()
                ? minus(iso.epochDay(), iso.microsOfDay(), iso.offsetSeconds())
                : atZone(iso.epochDay(), iso.microsOfDay());
    }

    private long atZone(long epochDay, long microsOfDay) {
        return minus(epochDay, microsOfDay, zone.offsetSecondsAt(epochDay, microsOfDay));
    }

    private long minus(long epochDay, long microsOfDay, int offsetSeconds) {
        return rounded(PgTime.micros(epochDay, microsOfDay - offsetSeconds * 1_000_000L, TYPE));
    }

    private long rounded(long micros) {
        return PgTime.round(micros, precision);
    }
}

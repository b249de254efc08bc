package io.millrace.encode;

import java.util.Date;

/** Times of day as int64 microseconds after midnight; a plain INT32 counts milliseconds, as Connect's Time. Immutable. */
final class TimeEncoder implements FieldEncoder {
    private static final String TYPE = "time";

    private final DateSource dates;
    private final Zone zone;
    private final int precision;

    TimeEncoder(DateSource dates, Zone zone, int modifier) {
        this.dates = dates;
        this.zone = zone;
        this.precision = modifier;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        long micros = PgTime.round(micros(value), precision);
        out.putInt(Long.BYTES);
        out.putLong(micros);
    }

    private long micros(Object value) {
        if (value instanceof Date date) {
            return ofDate(date);
        } else if (value instanceof Integer millis) {
            return ofMillis(millis);
        } else if (value instanceof String text) {
            return parsed(text);
        }
        throw Refusal.wrongType(value, TYPE);
    }

    private long ofDate(Date date) {
        return switch (dates) {
            case TIME_OF_DAY -> ofMillis(date.getTime());
            case INSTANT -> ofMillis(Math.floorMod(zone.toLocal(date.getTime()), PgTime.DAY_MILLIS));
            case DAY -> throw Refusal.WRONG_TYPE.because("a date without a time cannot become " + TYPE);
        };
    }

    private static long ofMillis(long millis) {
        if (millis < 0 || millis > PgTime.DAY_MILLIS) {
            throw PgTime.outOfRange(TYPE);
        }
        return millis * 1000;
    }

    private static long parsed(String text) {
        IsoText iso = IsoText.read(text, TYPE);
        if (!iso.hasTime()) {
            throw Refusal.BAD_TIME.because("no ISO 8601 form of " + TYPE);
        }
        return iso.microsOfDay();
    }
}

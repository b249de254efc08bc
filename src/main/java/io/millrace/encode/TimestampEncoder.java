package io.millrace.encode;

import java.util.Date;

/**
 * Timestamps without a zone as int64 microseconds from 2000-01-01: an instant becomes what a clock in the configured
 * zone shows, a day becomes its midnight, and the offset of a text is ignored, as PostgreSQL does. Immutable.
 */
final class TimestampEncoder implements FieldEncoder {
    private static final String TYPE = "timestamp";

    private final DateSource dates;
    private final Zone zone;
    private final int precision;

    TimestampEncoder(DateSource dates, Zone zone, int modifier) {
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
            return rounded(PgTime.micros(zone.toLocal(epochMilli), TYPE));
        } else if (value instanceof String text) {
            return parsed(text);
        }
        throw Refusal.wrongType(value, TYPE);
    }

    private long ofDate(Date date) {
        return switch (dates) {
            case INSTANT -> rounded(PgTime.micros(zone.toLocal(date.getTime()), TYPE));
            case DAY -> PgTime.micros(Math.floorDiv(date.getTime(), PgTime.DAY_MILLIS), 0, TYPE);
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
        return rounded(PgTime.micros(iso.epochDay(), iso.microsOfDay(), TYPE));
    }

    private long rounded(long micros) {
        return PgTime.round(micros, precision);
    }
}

package io.millrace.encode;

/**
 * Timestamps without a zone as int64 microseconds from 2000-01-01: an instant becomes what a clock in the configured
 * zone shows, a day becomes its midnight, and the offset of a text is ignored, as PostgreSQL does. Immutable.
 */
final class TimestampEncoder implements FieldEncoder {
    private static final String TYPE = "timestamp";

    private final TimeReader reader;
    private final Zone zone;
    private final int precision;

    TimestampEncoder(TimeReader reader, Zone zone, int modifier) {
        this.reader = reader;
        this.zone = zone;
        this.precision = modifier;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        long micros = PgTime.round(value instanceof String text ? parsed(text) : micros(value), precision);
        out.putInt(Long.BYTES);
        out.putLong(micros);
    }

    private long micros(Object value) {
        TimeMeaning meaning = reader.meaning(value, TimeMeaning.INSTANT, TYPE);
        return switch (meaning) {
            case INSTANT -> PgTime.checked(zone.toLocal(reader.timestamp(value, TYPE)), TYPE);
            case LOCAL -> reader.timestamp(value, TYPE);
            case DAY -> PgTime.micros(reader.days(value, TYPE), 0, TYPE);
            case TIME, SPAN, YEAR -> throw meaning.cannotBecome(TYPE);
        };
    }

    private static long parsed(String text) {
        int infinity = IsoText.infinity(text);
        if (infinity != 0) {
            return infinity > 0 ? PgTime.INFINITY : PgTime.NEGATIVE_INFINITY;
        }
        IsoText iso = IsoText.dated(text, TYPE);
        return PgTime.checked(PgTime.micros(iso.epochDay(), iso.microsOfDay(), TYPE), TYPE);
    }
}

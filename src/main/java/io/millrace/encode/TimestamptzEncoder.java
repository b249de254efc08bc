package io.millrace.encode;

/**
 * Instants as int64 microseconds from 2000-01-01 UTC. What has no offset is a time in the configured zone: a day's
 * midnight, a text, a timestamp of Debezium's without a zone. Immutable.
 */
final class TimestamptzEncoder implements FieldEncoder {
    private static final String TYPE = "timestamptz";

    private final TimeReader reader;
    private final Zone zone;
    private final int precision;

    TimestamptzEncoder(TimeReader reader, Zone zone, int modifier) {
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
            case INSTANT -> reader.timestamp(value, TYPE);
            case LOCAL -> inZone(reader.timestamp(value, TYPE));
            case DAY -> inZone(PgTime.micros(reader.days(value, TYPE), 0, TYPE));
            case TIME, SPAN, YEAR -> throw meaning.cannotBecome(TYPE);
        };
    }

    private long parsed(String text) {
        int infinity = IsoText.infinity(text);
        if (infinity != 0) {
            return infinity > 0 ? PgTime.INFINITY : PgTime.NEGATIVE_INFINITY;
        }
        IsoText iso = IsoText.dated(text, TYPE);
        long micros = iso.microsOfDay();
        if (iso.hasOffset()) {
            micros -= iso.offsetSeconds() * PgTime.SECOND_MICROS;
            return PgTime.checked(PgTime.micros(iso.epochDay(), micros, TYPE), TYPE);
        }
        return inZone(PgTime.micros(iso.epochDay(), micros, TYPE));
    }

    private long inZone(long local) {
        return PgTime.checked(zone.toInstant(local), TYPE);
    }
}

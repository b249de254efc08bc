package io.millrace.encode;

/** Times of day as int64 microseconds after midnight, which may be 24:00:00. Immutable. */
final class TimeEncoder implements FieldEncoder {
    private static final String TYPE = "time";

    private final TimeReader reader;
    private final Zone zone;
    private final int precision;

    TimeEncoder(TimeReader reader, Zone zone, int modifier) {
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
        TimeMeaning meaning = reader.meaning(value, TimeMeaning.TIME, TYPE);
        return switch (meaning) {
            case TIME -> PgTime.ofDay(reader.micros(value, TYPE), TYPE);
            case INSTANT -> PgTime.timeOf(zone.toLocal(reader.timestamp(value, TYPE)), TYPE);
            case LOCAL -> PgTime.timeOf(reader.timestamp(value, TYPE), TYPE);
            case DAY, SPAN, YEAR -> throw meaning.cannotBecome(TYPE);
        };
    }

    private static long parsed(String text) {
        return IsoText.timed(text, TYPE).microsOfDay();
    }
}

package io.millrace.encode;

/**
 * Times of day with an offset: int64 microseconds after midnight, then int32 seconds that the zone lies west of UTC; see
 * timetz_send in PostgreSQL's date.c. What has no offset gets the configured zone's: that of the day where there is one,
 * else the one without daylight saving, where PostgreSQL would take today's and read one text differently in summer.
 * Immutable.
 */
final class TimetzEncoder implements FieldEncoder {
    private static final String TYPE = "timetz";
    private static final int BYTES = Long.BYTES + Integer.BYTES;

    private final TimeReader reader;
    private final Zone zone;
    private final int precision;

    TimetzEncoder(TimeReader reader, Zone zone, int modifier) {
        this.reader = reader;
        this.zone = zone;
        this.precision = modifier;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        if (value instanceof String text) {
            encodeText(text, out);
            return;
        }
        TimeMeaning meaning = reader.meaning(value, TimeMeaning.TIME, TYPE);
        switch (meaning) {
            case TIME -> put(PgTime.ofDay(reader.micros(value, TYPE), TYPE), zone.standardSeconds(), out);
            case INSTANT -> putAt(reader.timestamp(value, TYPE), out);
            case LOCAL -> putAt(zone.toInstant(reader.timestamp(value, TYPE)), out);
            case DAY, SPAN, YEAR -> throw meaning.cannotBecome(TYPE);
        }
    }

    private void encodeText(String text, RowBuffer out) {
        IsoText iso = IsoText.timed(text, TYPE);
        if (iso.hasOffset()) {
            put(iso.microsOfDay(), iso.offsetSeconds(), out);
        } else if (iso.hasDate()) {
            putAt(zone.toInstant(PgTime.micros(iso.epochDay(), iso.microsOfDay(), TYPE)), out);
        } else {
            put(iso.microsOfDay(), zone.standardSeconds(), out);
        }
    }

    private void putAt(long instant, RowBuffer out) {
        put(PgTime.timeOf(zone.toLocal(instant), TYPE), zone.offsetSeconds(instant), out);
    }

    private void put(long micros, int offsetSeconds, RowBuffer out) {
        out.putInt(BYTES);
        out.putLong(PgTime.round(micros, precision));
        out.putInt(-offsetSeconds);
    }
}

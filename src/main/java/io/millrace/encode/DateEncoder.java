package io.millrace.encode;

/** Dates as int32 days from 2000-01-01. Connect's Date never shifts; an instant falls on its day in the zone. Immutable. */
final class DateEncoder implements FieldEncoder {
    private static final String TYPE = "date";

    private final TimeReader reader;
    private final Zone zone;

    DateEncoder(TimeReader reader, Zone zone) {
        this.reader = reader;
        this.zone = zone;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        int day = value instanceof String text ? parsed(text) : day(value);
        out.putInt(Integer.BYTES);
        out.putInt(day);
    }

    private int day(Object value) {
        TimeMeaning meaning = reader.meaning(value, TimeMeaning.DAY, TYPE);
        return switch (meaning) {
            case DAY -> PgTime.day(reader.days(value, TYPE));
            case INSTANT -> PgTime.dayOf(zone.toLocal(reader.timestamp(value, TYPE)));
            case LOCAL -> PgTime.dayOf(reader.timestamp(value, TYPE));
            case TIME, SPAN, YEAR -> throw meaning.cannotBecome(TYPE);
        };
    }

    private static int parsed(String text) {
        int infinity = IsoText.infinity(text);
        if (infinity != 0) {
            return infinity > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        }
        return PgTime.day(IsoText.dated(text, TYPE).epochDay());
    }
}

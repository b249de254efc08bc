package io.millrace.encode;

import java.util.Date;

/** Dates as int32 days from 2000-01-01. Connect's Date never shifts; an instant falls on its day in the zone. Immutable. */
final class DateEncoder implements FieldEncoder {
    private static final String TYPE = "date";

    private final DateSource dates;
    private final Zone zone;

    DateEncoder(DateSource dates, Zone zone) {
        this.dates = dates;
        this.zone = zone;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        int day = day(value);
        out.putInt(Integer.BYTES);
        out.putInt(day);
    }

    private int day(Object value) {
        if (value instanceof Date date) {
            return ofDate(date);
        } else if (value instanceof Integer epochDay) {
            return PgTime.day(epochDay);
        } else if (value instanceof String text) {
            return parsed(text);
        }
        throw Refusal.wrongType(value, TYPE);
    }

    private int ofDate(Date date) {
        return switch (dates) {
            case DAY -> PgTime.day(Math.floorDiv(date.getTime(), PgTime.DAY_MILLIS));
            case INSTANT -> PgTime.day(Math.floorDiv(zone.toLocal(date.getTime()), PgTime.DAY_MILLIS));
            case TIME_OF_DAY -> throw Refusal.WRONG_TYPE.because("a time of day cannot become " + TYPE);
        };
    }

    private static int parsed(String text) {
        int infinity = IsoText.infinity(text);
        if (infinity != 0) {
            return infinity > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        }
        IsoText iso = IsoText.read(text, TYPE);
        if (!iso.hasDate()) {
            throw Refusal.BAD_TIME.because("no ISO 8601 form of " + TYPE);
        }
        return PgTime.day(iso.epochDay());
    }
}

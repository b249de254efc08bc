package io.millrace.encode;

/**
 * Spans of time: int64 microseconds, int32 days, int32 months; see interval_send in PostgreSQL's timestamp.c. Immutable.
 *
 * <p>Cut and rounded here as AdjustIntervalForTypmod does, although the server would do it again: the key of a row has
 * to be that under which it is stored.
 */
final class IntervalEncoder implements FieldEncoder {
    private static final String TYPE = "interval";
    private static final int BYTES = Long.BYTES + 2 * Integer.BYTES;
    private static final int MONTHS_A_YEAR = 12;

    // datetime.h: the bits of an interval's fields, in the upper half of the modifier; the precision is in the lower.
    private static final int MONTH = 1 << 1;
    private static final int DAY = 1 << 3;
    private static final int HOUR = 1 << 10;
    private static final int MINUTE = 1 << 11;
    private static final int SECOND = 1 << 12;
    private static final int FULL_RANGE = 0x7FFF;
    private static final int FULL_PRECISION = 0xFFFF;

    private final TimeReader reader;
    private final int fields;
    private final int precision;
    private final IntervalFields declared;

    IntervalEncoder(TimeReader reader, int modifier) {
        this.reader = reader;
        this.fields = modifier < 0 ? FULL_RANGE : modifier >> Short.SIZE & FULL_RANGE;
        this.declared = switch (fields) {
            case FULL_RANGE -> IntervalFields.ALL;
            case MINUTE | SECOND -> IntervalFields.MINUTE_TO_SECOND;
            default -> IntervalFields.OTHERS;
        };
        boolean isFull = modifier < 0 || (modifier & FULL_PRECISION) == FULL_PRECISION;
        this.precision = isFull ? -1 : modifier & FULL_PRECISION;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        if (value instanceof String text) {
            Interval interval = IntervalReader.read(text, declared);
            put(interval.micros(), interval.days(), interval.months(), out);
            return;
        }
        TimeMeaning meaning = reader.meaning(value, TimeMeaning.INSTANT, TYPE);
        switch (meaning) {
            case SPAN, TIME -> put(reader.micros(value, TYPE), 0, 0, out);
            // A plain number has come here as an instant: which unit it counts, nobody has said.
            case INSTANT, LOCAL, DAY, YEAR ->
                throw value instanceof Number ? Refusal.wrongType(value, TYPE) : meaning.cannotBecome(TYPE);
        }
    }

    private void put(long micros, int days, int months, RowBuffer out) {
        out.putInt(BYTES);
        out.putLong(PgTime.round(cut(micros), precision));
        out.putInt(has(SECOND | MINUTE | HOUR | DAY) ? days : 0);
        out.putInt(has(SECOND | MINUTE | HOUR | DAY | MONTH) ? months : months / MONTHS_A_YEAR * MONTHS_A_YEAR);
    }

    private long cut(long micros) {
        if (has(SECOND)) {
            return micros;
        } else if (has(MINUTE)) {
            return micros - micros % PgTime.MINUTE_MICROS;
        }
        return has(HOUR) ? micros - micros % PgTime.HOUR_MICROS : 0;
    }

    private boolean has(int anyOf) {
        return (fields & anyOf) != 0;
    }
}

package io.millrace.encode;

/**
 * Reads one interval in ISO 8601's form ({@code P1Y2M3DT4H5M6S}, {@code P0001-02-03T04:05:06}) or in PostgreSQL's
 * ({@code 1 year 2 mons -3 days 04:05:06}, {@code @ 1 hour ago}, {@code 1-2}). Made for one text, confined to its caller.
 */
final class IntervalReader {
    private static final int MOST_SECONDS = 60;
    private static final int MONTHS_A_YEAR = 12;

    private final IntervalText in;
    private final IntervalFields fields;
    private final Interval sum = new Interval();

    private IntervalReader(String text, IntervalFields fields) {
        this.in = new IntervalText(text);
        this.fields = fields;
    }

    /** The fields are those of the column, which decide what some numbers mean. */
    static Interval read(String text, IntervalFields fields) {
        IntervalReader reader = new IntervalReader(text.strip(), fields);
        if (reader.in.skip('P')) {
            reader.readIso();
        } else {
            reader.readWords();
        }
        return reader.sum;
    }

    private void readIso() {
        boolean ofDay = false;
        do {
            ofDay |= !ofDay && in.skip('T');
            in.isoNumber();
            if (in.isAt(':') && ofDay) {
                isoClock();
            } else if (in.isAt('-') && !ofDay) {
                calendar();
            } else if (!in.isAtEnd()) {
                addDesignated(in.next(), ofDay);
            } else {
                throw IntervalText.malformed();
            }
        } while (!in.isAtEnd());
    }

    private void addDesignated(char designator, boolean ofDay) {
        long whole = in.whole();
        double fraction = in.fraction();
        boolean isMonths = designator == 'M' && !ofDay;
        boolean isDate = isMonths || designator == 'Y' || designator == 'W' || designator == 'D';
        if (isDate == ofDay) {
            throw IntervalText.malformed();
        }
        switch (designator) {
            case 'Y' -> sum.addYears(whole, fraction, 1);
            case 'W' -> sum.addDays(whole, fraction, 7);
            case 'D' -> sum.addDays(whole, fraction, 1);
            case 'H' -> sum.addMicros(whole, fraction, PgTime.HOUR_MICROS);
            case 'S' -> sum.addMicros(whole, fraction, PgTime.SECOND_MICROS);
            case 'M' -> addMonthsOrMinutes(isMonths);
            default -> throw IntervalText.malformed();
        }
    }

    private void addMonthsOrMinutes(boolean isMonths) {
        if (isMonths) {
            sum.addMonths(in.whole(), in.fraction());
        } else {
            sum.addMicros(in.whole(), in.fraction(), PgTime.MINUTE_MICROS);
        }
    }

    /** Years, months and days of ISO 8601's other form. */
    private void calendar() {
        sum.addYears(requireWhole(), 0, 1);
        in.expect('-');
        in.isoNumber();
        sum.addMonths(requireWhole(), 0);
        if (in.skip('-')) {
            in.isoNumber();
            sum.addDays(requireWhole(), 0, 1);
        }
    }

    /** Hours, minutes and seconds of that form, each with a sign and a fraction of its own. */
    private void isoClock() {
        sum.addMicros(in.whole(), in.fraction(), PgTime.HOUR_MICROS);
        in.expect(':');
        in.isoNumber();
        sum.addMicros(in.whole(), in.fraction(), PgTime.MINUTE_MICROS);
        if (in.skip(':')) {
            in.isoNumber();
            sum.addMicros(in.whole(), in.fraction(), PgTime.SECOND_MICROS);
        }
        if (!in.isAtEnd()) {
            throw IntervalText.malformed();
        }
    }

    private long requireWhole() {
        if (in.hasFraction()) {
            throw IntervalText.malformed();
        }
        return in.whole();
    }

    private void readWords() {
        in.skip('@');
        in.skipSpaces();
        do {
            if (in.skip("ago")) {
                negate();
                return;
            }
            field();
            in.skipSpaces();
        } while (!in.isAtEnd());
    }

    private void negate() {
        sum.negate();
        if (!in.isAtEnd()) {
            throw IntervalText.malformed();
        }
    }

    private void field() {
        in.number();
        if (in.isAt(':')) {
            clock();
        } else if (in.isAt('-') && !in.hasFraction()) {
            yearsAndMonths();
        } else {
            in.skipSpaces();
            unit();
        }
    }

    private void yearsAndMonths() {
        boolean before = in.isNegative();
        sum.addYears(in.whole(), 0, 1);
        in.expect('-');
        in.unsigned();
        if (in.whole() >= MONTHS_A_YEAR) {
            throw PgTime.outOfRange("interval");
        }
        sum.addMonths(signed(requireWhole(), before), 0);
    }

    private void unit() {
        String word = in.letters();
        boolean isKnown = !word.isEmpty() && IntervalUnit.add(word, in.whole(), in.fraction(), sum);
        if (word.isEmpty()) {
            addWithoutUnit();
        } else if (!isKnown) {
            throw IntervalText.malformed();
        }
    }

    /** Days before a time of day, seconds at the end; but in a column of certain fields it might be any of them. */
    private void addWithoutUnit() {
        if (fields != IntervalFields.ALL) {
            throw IntervalText.malformed();
        } else if (in.isAtEnd()) {
            sum.addMicros(in.whole(), in.fraction(), PgTime.SECOND_MICROS);
        } else if (in.has(':')) {
            sum.addDays(in.whole(), in.fraction(), 1);
        } else {
            throw IntervalText.malformed();
        }
    }

    /** A time of day after its first number. */
    private void clock() {
        boolean before = in.isNegative();
        // The server takes 1.5:02 for days before a time; who wrote it did not mean that.
        long first = requireWhole();
        in.expect(':');
        in.unsigned();
        long second = requireSixty();
        if (!in.skip(':')) {
            shortClock(first, before);
            return;
        }
        in.unsigned();
        sum.addMicros(first, 0, PgTime.HOUR_MICROS);
        sum.addMicros(signed(second, before), 0, PgTime.MINUTE_MICROS);
        sum.addMicros(signed(requireSixty(), before), fraction(before), PgTime.SECOND_MICROS);
    }

    /** Hours and minutes; with a fraction, or in a column of those, minutes and seconds. */
    private void shortClock(long first, boolean before) {
        boolean isMinutes = in.hasFraction() || fields == IntervalFields.MINUTE_TO_SECOND;
        sum.addMicros(first, 0, isMinutes ? PgTime.MINUTE_MICROS : PgTime.HOUR_MICROS);
        long unit = isMinutes ? PgTime.SECOND_MICROS : PgTime.MINUTE_MICROS;
        sum.addMicros(signed(in.whole(), before), fraction(before), unit);
    }

    private double fraction(boolean isNegative) {
        return isNegative ? -in.fraction() : in.fraction();
    }

    private static long signed(long number, boolean isNegative) {
        return isNegative ? -number : number;
    }

    private long requireSixty() {
        if (in.whole() > MOST_SECONDS) {
            throw PgTime.outOfRange("interval");
        }
        return in.whole();
    }
}

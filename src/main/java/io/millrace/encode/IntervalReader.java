package io.millrace.encode;

/**
 * Reads one interval from left to right, in ISO 8601's form ({@code P1Y2M3DT4H5M6S}, {@code P0001-02-03T04:05:06}) or in
 * PostgreSQL's ({@code 1 year 2 mons -3 days 04:05:06}, {@code @ 1 hour ago}, {@code 1-2}). Made for one text, confined
 * to its caller.
 */
final class IntervalReader {
    private static final int MOST_DIGITS = 18;

    private final String text;
    private final Interval sum = new Interval();
    private int at;

    // Of the number read last
    private boolean negative;
    private long whole;
    private double fraction;
    private boolean hasFraction;

    private IntervalReader(String text) {
        this.text = text;
    }

    static Interval read(String text) {
        IntervalReader reader = new IntervalReader(text.strip());
        boolean isIso = reader.isAt('P');
        if (isIso) {
            reader.readIso();
        } else {
            reader.readWords();
        }
        return reader.sum;
    }

    private void readIso() {
        at++;
        boolean ofDay = false;
        boolean isEmpty = true;
        while (at < text.length()) {
            boolean isTime = isAt('T') && !ofDay;
            if (isTime) {
                ofDay = true;
                at++;
            }
            number();
            isEmpty = false;
            if (isAt(':') && ofDay) {
                clock();
            } else if (isAt('-') && !ofDay) {
                calendar();
            } else if (at < text.length()) {
                addDesignated(text.charAt(at++), ofDay);
            } else {
                throw malformed();
            }
        }
        if (isEmpty) {
            throw malformed();
        }
    }

    private void addDesignated(char designator, boolean ofDay) {
        switch (designator) {
            case 'Y' -> requireDate(ofDay).addYears(whole, fraction, 1);
            case 'M' -> addMonthsOrMinutes(ofDay);
            case 'W' -> requireDate(ofDay).addDays(whole, fraction, 7);
            case 'D' -> requireDate(ofDay).addDays(whole, fraction, 1);
            case 'H' -> requireDate(!ofDay).addMicros(whole, fraction, PgTime.HOUR_MICROS);
            case 'S' -> requireDate(!ofDay).addMicros(whole, fraction, PgTime.SECOND_MICROS);
            default -> throw malformed();
        }
    }

    private void addMonthsOrMinutes(boolean ofDay) {
        if (ofDay) {
            sum.addMicros(whole, fraction, PgTime.MINUTE_MICROS);
        } else {
            sum.addMonths(whole, fraction);
        }
    }

    private Interval requireDate(boolean misplaced) {
        if (misplaced) {
            throw malformed();
        }
        return sum;
    }

    /** Years, months and days of ISO 8601's other form. */
    private void calendar() {
        sum.addYears(whole, 0, 1);
        expect('-');
        number();
        sum.addMonths(whole, 0);
        if (isAt('-')) {
            at++;
            number();
            sum.addDays(whole, 0, 1);
        }
    }

    private void readWords() {
        skipSpaces();
        at += isAt('@') ? 1 : 0;
        skipSpaces();
        if (at == text.length()) {
            throw malformed();
        }
        while (at < text.length()) {
            if (word("ago")) {
                sum.negate();
                if (at < text.length()) {
                    throw malformed();
                }
                return;
            }
            field();
            skipSpaces();
        }
    }

    private void field() {
        number();
        if (isAt(':')) {
            clock();
        } else if (isAt('-') && !hasFraction) {
            yearsAndMonths();
        } else {
            skipSpaces();
            unit();
        }
    }

    private void yearsAndMonths() {
        boolean before = negative;
        sum.addYears(whole, 0, 1);
        expect('-');
        number();
        if (whole >= 12 || negative) {
            throw PgTime.outOfRange("interval");
        }
        sum.addMonths(before ? -whole : whole, 0);
    }

    private void unit() {
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            addWithoutUnit();
        } else if (!IntervalUnit.add(text.substring(start, at), whole, fraction, sum)) {
            throw malformed();
        }
    }

    /** Days before a time of day, seconds at the end. */
    private void addWithoutUnit() {
        if (at == text.length()) {
            sum.addMicros(whole, fraction, PgTime.SECOND_MICROS);
        } else if (text.indexOf(':', at) > 0) {
            sum.addDays(whole, fraction, 1);
        } else {
            throw malformed();
        }
    }

    /** A time of day after its first number; with a fraction and two numbers these are minutes and seconds. */
    private void clock() {
        boolean before = negative;
        long first = whole;
        expect(':');
        unsigned();
        long second = requireSixty();
        boolean isShort = !isAt(':');
        if (isShort) {
            boolean isMinutes = hasFraction;
            sum.addMicros(first, 0, isMinutes ? PgTime.MINUTE_MICROS : PgTime.HOUR_MICROS);
            sum.addMicros(
                    signed(second, before),
                    signed(fraction, before),
                    isMinutes ? PgTime.SECOND_MICROS : PgTime.MINUTE_MICROS);
            return;
        }
        expect(':');
        unsigned();
        sum.addMicros(first, 0, PgTime.HOUR_MICROS);
        sum.addMicros(signed(second, before), 0, PgTime.MINUTE_MICROS);
        sum.addMicros(signed(requireSixty(), before), signed(fraction, before), PgTime.SECOND_MICROS);
    }

    private static long signed(long number, boolean isNegative) {
        return isNegative ? -number : number;
    }

    private static double signed(double number, boolean isNegative) {
        return isNegative ? -number : number;
    }

    private long requireSixty() {
        if (whole > 60) {
            throw PgTime.outOfRange("interval");
        }
        return whole;
    }

    private void unsigned() {
        if (isAt('-') || isAt('+')) {
            throw malformed();
        }
        number();
    }

    private void number() {
        negative = isAt('-');
        at += negative || isAt('+') ? 1 : 0;
        int start = at;
        whole = 0;
        fraction = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            whole = whole * 10 + text.charAt(at++) - '0';
        }
        int digits = at - start;
        hasFraction = isAt('.');
        int point = at;
        if (hasFraction) {
            at++;
            skipDigits();
            fraction = at - point == 1 ? 0 : Double.parseDouble(text.substring(point, at));
        }
        if (digits + Math.max(at - point - 1, 0) == 0) {
            throw malformed();
        } else if (digits > MOST_DIGITS) {
            throw PgTime.outOfRange("interval");
        }
        whole = signed(whole, negative);
        fraction = signed(fraction, negative);
    }

    private void skipDigits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private boolean word(String word) {
        boolean isThere = text.regionMatches(true, at, word, 0, word.length());
        at += isThere ? word.length() : 0;
        return isThere;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private void expect(char mark) {
        if (!isAt(mark)) {
            throw malformed();
        }
        at++;
    }

    private boolean isAt(char mark) {
        return at < text.length() && text.charAt(at) == mark;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static RuntimeException malformed() {
        return Refusal.BAD_TIME.because("invalid input syntax for type interval");
    }
}

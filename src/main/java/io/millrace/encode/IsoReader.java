package io.millrace.encode;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads one text from left to right; see {@link IsoText}. Made for one text, confined to its caller. */
final class IsoReader {
    private static final int MAX_YEAR_DIGITS = 7;
    private static final int MAX_OFFSET_HOURS = 15;
    private static final long SECOND_MICROS = 1_000_000;
    // Both the number of so many digits and its unit are doubles; their quotient is the double that is nearest.
    private static final int EXACT_DIGITS = 15;

    private final String text;
    private final String type;

    private int at;

    IsoReader(String text, String type) {
        this.text = text;
        this.type = type;
    }

    IsoText read() {
        boolean hasDate = text.indexOf('-', 1) > 0 && !isTimeFirst();
        int year = hasDate ? number(4, MAX_YEAR_DIGITS) : 0;
        int month = hasDate ? after('-') : 0;
        int day = hasDate ? after('-') : 0;
        boolean hasTime = !hasDate || startsTime();
        long micros = hasTime ? timeOfDay() : 0;
        // PostgreSQL reads an offset behind a date, too, as in 2026-11-21Z.
        boolean hasOffset = (hasTime || !isAt('-')) && startsOffset();
        int offset = hasOffset ? offset() : 0;
        boolean isBeforeChrist = hasDate && isEra();
        if (at != text.length()) {
            throw malformed();
        }
        long epochDay = hasDate ? epochDay(isBeforeChrist ? 1 - year : year, year, month, day) : 0;
        return new IsoText(hasDate, epochDay, hasTime, micros, hasOffset, offset);
    }

    // The first mark after the leading digits tells 10:00-02 from 2026-11-21.
    private boolean isTimeFirst() {
        int colon = text.indexOf(':');
        return colon >= 0 && colon < text.indexOf('-', 1);
    }

    private long epochDay(int properYear, int writtenYear, int month, int day) {
        // PostgreSQL has no year 0, java.time has: it is 1 BC.
        if (writtenYear == 0) {
            throw PgTime.outOfRange(type);
        }
        try {
            return LocalDate.of(properYear, month, day).toEpochDay();
        } catch (DateTimeException noSuchDay) {
            throw PgTime.outOfRange(type);
        }
    }

    private boolean startsTime() {
        boolean isMark = isAt('T') || isAt('t') || isAt(' ');
        boolean isTime = isMark && at + 1 < text.length() && isDigit(text.charAt(at + 1));
        at += isTime ? 1 : 0;
        return isTime;
    }

    private long timeOfDay() {
        int hours = number(1, 2);
        int minutes = after(':');
        boolean hasSeconds = isAt(':');
        int seconds = hasSeconds ? after(':') : 0;
        if (isAt('.') && !hasSeconds) {
            // Two parts before a fraction are minutes and seconds, as PostgreSQL's DecodeTimeCommon has it.
            seconds = minutes;
            minutes = hours;
            hours = 0;
        }
        long fraction = isAt('.') ? fraction() : 0;
        long micros = (hours * 3600L + minutes * 60L + seconds) * SECOND_MICROS + fraction;
        // A second of 60 is a leap second's, which PostgreSQL counts into the next minute.
        boolean fits = minutes < 60 && seconds <= 60 && micros <= PgTime.DAY_MICROS;
        if (!fits) {
            throw PgTime.outOfRange(type);
        }
        return micros;
    }

    /** Microseconds, rounded as ParseFractionalSecond in PostgreSQL's datetime.c does: as a double, half to even. */
    private long fraction() {
        int start = at++;
        long digits = 0;
        double unit = 1;
        for (; at < text.length() && isDigit(text.charAt(at)); at++) {
            digits = digits * 10 + text.charAt(at) - '0';
            unit *= 10;
        }
        boolean isExact = at - start <= EXACT_DIGITS;
        double fraction = isExact ? digits / unit : Double.parseDouble(text.substring(start, at));
        return (long) Math.rint(fraction * SECOND_MICROS);
    }

    private boolean startsOffset() {
        int start = at;
        at += isAt(' ') ? 1 : 0;
        boolean starts = isAt('Z') || isAt('z') || isAt('+') || isAt('-');
        at = starts ? at : start;
        return starts;
    }

    private int offset() {
        char sign = text.charAt(at++);
        if (sign == 'Z' || sign == 'z') {
            return 0;
        }
        int hours = number(1, 2);
        boolean hasMarks = isAt(':');
        int minutes = offsetPart(hasMarks);
        int seconds = offsetPart(hasMarks);
        if (hours > MAX_OFFSET_HOURS || minutes >= 60 || seconds >= 60) {
            throw PgTime.outOfRange(type);
        }
        int total = hours * 3600 + minutes * 60 + seconds;
        return sign == '-' ? -total : total;
    }

    private int offsetPart(boolean hasMarks) {
        if (hasMarks) {
            return isAt(':') ? after(':') : 0;
        }
        return at < text.length() && isDigit(text.charAt(at)) ? number(2, 2) : 0;
    }

    private boolean isEra() {
        boolean isBefore = text.startsWith(" BC", at);
        at += isBefore || text.startsWith(" AD", at) ? " BC".length() : 0;
        return isBefore;
    }

    private int after(char mark) {
        if (!isAt(mark)) {
            throw malformed();
        }
        at++;
        return number(1, 2);
    }

    private int number(int least, int most) {
        int start = at;
        int number = 0;
        while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
            number = number * 10 + text.charAt(at++) - '0';
        }
        if (at - start < least) {
            throw malformed();
        }
        return number;
    }

    private boolean isAt(char mark) {
        return at < text.length() && text.charAt(at) == mark;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private RuntimeException malformed() {
        return IsoText.malformed(type);
    }
}

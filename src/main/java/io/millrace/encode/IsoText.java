package io.millrace.encode;

/**
 * A date, a time of day or both with an optional offset, read from ISO 8601 as PostgreSQL writes and reads it:
 * {@code 2026-11-21T10:00:00.123456+02}, {@code 2026-11-21 10:00}, {@code 0044-03-15 BC}, {@code 24:00:00}. Immutable.
 *
 * @param epochDay days since 1970-01-01; 0 without a date
 * @param microsOfDay 0 without a time; 24:00:00 is the end of its day
 */
record IsoText(
        boolean hasDate, long epochDay, boolean hasTime, long microsOfDay, boolean hasOffset, int offsetSeconds) {
    static IsoText read(String text, String type) {
        return new IsoReader(text.strip(), type).read();
    }

    /** A text that has a date; a time of day it may have too. */
    static IsoText dated(String text, String type) {
        IsoText iso = read(text, type);
        if (!iso.hasDate()) {
            throw malformed(type);
        }
        return iso;
    }

    /** A text that has a time of day; a date it may have too. */
    static IsoText timed(String text, String type) {
        IsoText iso = read(text, type);
        if (!iso.hasTime()) {
            throw malformed(type);
        }
        return iso;
    }

    static RuntimeException malformed(String type) {
        return Refusal.BAD_TIME.because("no ISO 8601 form of " + type);
    }

    /** 1 for infinity, -1 for -infinity, 0 for any other text. */
    static int infinity(String text) {
        if (text.strip().equalsIgnoreCase("infinity")) {
            return 1;
        }
        return text.strip().equalsIgnoreCase("-infinity") ? -1 : 0;
    }
}

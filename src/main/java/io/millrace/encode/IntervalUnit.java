package io.millrace.encode;

import java.util.Locale;

/** The words of PostgreSQL's intervals; see deltatktbl in its datetime.c. Stateless. */
final class IntervalUnit {
    private IntervalUnit() {}

    /** Adds so many of what the word means; false where it means nothing. */
    static boolean add(String word, long whole, double fraction, Interval sum) {
        switch (word.toLowerCase(Locale.ROOT)) {
            case "us", "usec", "usecs", "usecond", "useconds", "microsecond", "microseconds" ->
                sum.addMicros(whole, fraction, 1);
            case "ms", "msec", "msecs", "msecond", "mseconds", "millisecond", "milliseconds" ->
                sum.addMicros(whole, fraction, 1000);
            case "s", "sec", "secs", "second", "seconds" -> sum.addMicros(whole, fraction, PgTime.SECOND_MICROS);
            case "m", "min", "mins", "minute", "minutes" -> sum.addMicros(whole, fraction, PgTime.MINUTE_MICROS);
            case "h", "hr", "hrs", "hour", "hours" -> sum.addMicros(whole, fraction, PgTime.HOUR_MICROS);
            case "d", "day", "days" -> sum.addDays(whole, fraction, 1);
            case "w", "week", "weeks" -> sum.addDays(whole, fraction, 7);
            case "mon", "mons", "month", "months" -> sum.addMonths(whole, fraction);
            case "y", "yr", "yrs", "year", "years" -> sum.addYears(whole, fraction, 1);
            case "dec", "decs", "decade", "decades" -> sum.addYears(whole, fraction, 10);
            case "c", "cent", "century", "centuries" -> sum.addYears(whole, fraction, 100);
            case "mil", "mils", "millennium", "millennia" -> sum.addYears(whole, fraction, 1000);
            default -> {
                return false;
            }
        }
        return true;
    }
}

package io.millrace.encode;

/**
 * Months, days and microseconds being summed up, with fractions handed down to the next smaller as PostgreSQL does; see
 * DecodeInterval in its datetime.c. Confined to its caller.
 */
final class Interval {
    private static final String TYPE = "interval";
    private static final int MONTHS_A_YEAR = 12;
    private static final int DAYS_A_MONTH = 30;

    private long months;
    private long days;
    private long micros;

    int months() {
        return inInt(months);
    }

    int days() {
        return inInt(days);
    }

    long micros() {
        return micros;
    }

    /** The fraction has the sign of the whole. */
    void addYears(long whole, double fraction, int years) {
        addMonths(product(whole, (long) years * MONTHS_A_YEAR));
        addMonths((long) Math.rint(fraction * years * MONTHS_A_YEAR));
    }

    void addMonths(long whole, double fraction) {
        addMonths(whole);
        addFractionOfDays(fraction * DAYS_A_MONTH);
    }

    void addDays(long whole, double fraction, int daysEach) {
        addDays(product(whole, daysEach));
        addFractionOfDays(fraction * daysEach);
    }

    void addMicros(long whole, double fraction, long microsEach) {
        addMicros(product(whole, microsEach));
        double rest = fraction * microsEach;
        long part = (long) rest;
        rest -= part;
        addMicros(part + (rest > 0.5 ? 1 : rest < -0.5 ? -1 : 0));
    }

    void negate() {
        months = -months;
        days = -days;
        micros = product(micros, -1);
    }

    private void addFractionOfDays(double daysAndMore) {
        long whole = (long) daysAndMore;
        addDays(whole);
        addMicros(0, daysAndMore - whole, PgTime.DAY_MICROS);
    }

    private void addMonths(long more) {
        months = inInt(sum(months, more));
    }

    private void addDays(long more) {
        days = inInt(sum(days, more));
    }

    private void addMicros(long more) {
        micros = sum(micros, more);
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        boolean wrapped = ((one ^ sum) & (other ^ sum)) < 0;
        if (wrapped) {
            throw PgTime.outOfRange(TYPE);
        }
        return sum;
    }

    private static long product(long one, long other) {
        long high = Math.multiplyHigh(one, other);
        long low = one * other;
        if (high != low >> Long.SIZE - 1) {
            throw PgTime.outOfRange(TYPE);
        }
        return low;
    }

    private static int inInt(long number) {
        if (number != (int) number) {
            throw PgTime.outOfRange(TYPE);
        }
        return (int) number;
    }
}

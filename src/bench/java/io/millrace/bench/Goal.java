package io.millrace.bench;

import java.util.Locale;

/**
 * One of the numbers that Millrace promises, and what it came to. Immutable.
 *
 * @param atMost whether the figure may not be greater, rather than not be less
 */
record Goal(String title, String unit, double wanted, boolean atMost, double measured) {
    static Goal atLeast(String title, String unit, double wanted, double measured) {
        return new Goal(title, unit, wanted, false, measured);
    }

    static Goal atMost(String title, String unit, double wanted, double measured) {
        return new Goal(title, unit, wanted, true, measured);
    }

    boolean isMet() {
        return atMost ? measured <= wanted : measured >= wanted;
    }

    String wantedText() {
        return (atMost ? "≤ " : "≥ ") + text(wanted);
    }

    String measuredText() {
        return text(measured);
    }

    private String text(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure) + unit;
    }
}

package io.millrace.encode;

/** What a value says about time. Stateless. */
enum TimeMeaning {
    DAY("a date without a time"),
    TIME("a time of day"),
    /** What a clock showed, wherever it stood. */
    LOCAL("a timestamp"),
    /** A moment, whatever the clocks showed. */
    INSTANT("a timestamp"),
    SPAN("a duration"),
    YEAR("a year");

    private final String words;

    TimeMeaning(String words) {
        this.words = words;
    }

    RuntimeException cannotBecome(String type) {
        return Refusal.WRONG_TYPE.because(words + " cannot become " + type);
    }
}

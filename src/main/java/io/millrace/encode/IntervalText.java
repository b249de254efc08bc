package io.millrace.encode;

/** The characters of an interval, read from left to right, and the number read last. Confined to its reader. */
final class IntervalText {
    private static final int MOST_DIGITS = 18;

    private final String text;
    private int at;

    // Of the number read last; the fraction has the sign of the whole.
    private boolean negative;
    private long whole;
    private double fraction;
    private boolean hasFraction;

    IntervalText(String text) {
        this.text = text;
    }

    long whole() {
        return whole;
    }

    double fraction() {
        return fraction;
    }

    boolean isNegative() {
        return negative;
    }

    boolean hasFraction() {
        return hasFraction;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    boolean isAt(char mark) {
        return at < text.length() && text.charAt(at) == mark;
    }

    /** Whether this mark comes anywhere behind. */
    boolean has(char mark) {
        return text.indexOf(mark, at) >= 0;
    }

    char next() {
        return text.charAt(at++);
    }

    void expect(char mark) {
        if (!isAt(mark)) {
            throw malformed();
        }
        at++;
    }

    boolean skip(char mark) {
        boolean isThere = isAt(mark);
        at += isThere ? 1 : 0;
        return isThere;
    }

    boolean skip(String word) {
        boolean isThere = text.regionMatches(true, at, word, 0, word.length());
        at += isThere ? word.length() : 0;
        return isThere;
    }

    void skipSpaces() {
        while (isAt(' ')) {
            at++;
        }
    }

    /** All letters from here on; none where there is another character. */
    String letters() {
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    void unsigned() {
        if (isAt('-') || isAt('+')) {
            throw malformed();
        }
        number();
    }

    void number() {
        negative = skip('-');
        if (!negative) {
            skip('+');
        }
        int start = at;
        whole = digits();
        int digits = at - start;
        hasFraction = isAt('.');
        int decimals = hasFraction ? fractionDigits() : 0;
        if (digits + decimals == 0) {
            throw malformed();
        } else if (digits > MOST_DIGITS) {
            throw PgTime.outOfRange("interval");
        }
        fraction = decimals == 0 ? 0 : Double.parseDouble(text.substring(at - decimals - 1, at));
        whole = negative ? -whole : whole;
        fraction = negative ? -fraction : fraction;
    }

    /** A number of ISO 8601's form, which the server reads as one double and takes apart then. */
    void isoNumber() {
        int start = at;
        number();
        double number = Double.parseDouble(text.substring(start, at));
        whole = (long) number;
        fraction = number - whole;
    }

    private long digits() {
        long number = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = number * 10 + text.charAt(at++) - '0';
        }
        return number;
    }

    private int fractionDigits() {
        at++;
        int start = at;
        digits();
        return at - start;
    }

    static RuntimeException malformed() {
        return Refusal.BAD_TIME.because("invalid input syntax for type interval");
    }
}

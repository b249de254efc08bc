package io.millrace.write;

/** A statement's text as it grows. Confined to whoever builds it. */
final class SqlText {
    private static final int USUAL_LENGTH = 512;

    private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

    SqlText add(String part) {
        text.append(part);
        return this;
    }

    SqlText add(int number) {
        text.append(number);
        return this;
    }

    /** Parts the items of a list: nothing goes before the first. */
    SqlText comma(int item) {
        return before(item, ", ");
    }

    SqlText before(int item, String separator) {
        return item == 0 ? this : add(separator);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

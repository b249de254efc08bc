package io.millrace.encode;

/**
 * Reads hstore's own text, {@code a=>1, "b c"=>NULL}. Confined to the task thread. See parse_hstore in PostgreSQL's
 * hstore_io.c.
 */
final class HstoreLiteral {
    private static final String NULL = "NULL";

    private final HstoreField field;
    private final StringBuilder word = new StringBuilder();

    // Of the text being read
    private String text;
    private int at;

    HstoreLiteral(HstoreField field) {
        this.field = field;
    }

    void put(String literal) {
        text = literal;
        at = 0;
        skipSpace();
        while (at < text.length()) {
            putPair();
            skipSpace();
            if (at < text.length()) {
                require(',');
                skipSpace();
            }
        }
    }

    private void putPair() {
        read('=');
        field.key(word.toString());
        skipSpace();
        require('=');
        require('>');
        skipSpace();
        boolean isQuoted = read(',');
        boolean isNull = !isQuoted && NULL.equalsIgnoreCase(word.toString());
        if (isNull) {
            field.putNull();
        } else {
            field.putText(word.toString());
        }
    }

    /** One word, and whether it was quoted; one that is not ends at a space or at this mark. */
    private boolean read(char end) {
        word.setLength(0);
        boolean isQuoted = at < text.length() && text.charAt(at) == '"';
        if (isQuoted) {
            at++;
            for (char c = take(); c != '"'; c = take()) {
                word.append(c == '\\' ? take() : c);
            }
            return true;
        }
        while (at < text.length() && text.charAt(at) != end && !isSpace(text.charAt(at))) {
            char c = take();
            word.append(c == '\\' ? take() : c);
        }
        if (word.isEmpty()) {
            throw Refusal.badForm("hstore");
        }
        return false;
    }

    private void require(char mark) {
        if (take() != mark) {
            throw Refusal.badForm("hstore");
        }
    }

    private char take() {
        if (at == text.length()) {
            throw Refusal.badForm("hstore");
        }
        return text.charAt(at++);
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}

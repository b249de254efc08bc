package io.millrace.encode;

/**
 * Reads PostgreSQL's literal of an array, {@code {1,NULL,"a b"}}, for columns whose elements are written in binary form;
 * each element is read as text alone would be. Confined to the task thread. See array_in in PostgreSQL's arrayfuncs.c.
 *
 * <p>A literal that brings bounds of its own, {@code [0:1]={1,2}}, is refused: all other arrays here begin at 1.
 */
final class ArrayLiteral implements FieldEncoder {
    private static final String NULL = "NULL";

    private final ArrayField field;
    private final String type;
    private final char delimiter;
    private final StringBuilder element = new StringBuilder();

    // Of the text being read
    private String text;
    private int at;

    ArrayLiteral(ArrayField field, String type, char delimiter) {
        this.field = field;
        this.type = type;
        this.delimiter = delimiter;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        text = (String) value;
        at = 0;
        if (next() != '{') {
            throw malformed();
        }
        field.begin(out);
        readList();
        skipSpace();
        if (at != text.length()) {
            throw malformed();
        }
        field.end();
    }

    /** From behind the opening brace to behind the closing one; a list within is read and closed here. */
    private void readList() {
        if (peek() == '}') {
            at++;
            return;
        }
        char mark;
        do {
            readItem();
            mark = next();
        } while (mark == delimiter);
        if (mark != '}') {
            throw malformed();
        }
    }

    private void readItem() {
        if (peek() == '{') {
            at++;
            field.open();
            // The shape has refused what is deeper than arrays can be, so the recursion ends.
            readList();
            field.close();
        } else if (peek() == '"') {
            at++;
            field.element(quoted());
        } else {
            field.element(unquoted());
        }
    }

    private String quoted() {
        element.setLength(0);
        for (char c = take(); c != '"'; c = take()) {
            element.append(c == '\\' ? take() : c);
        }
        return element.toString();
    }

    private String unquoted() {
        element.setLength(0);
        int end = 0;
        boolean isEscaped = false;
        while (at < text.length() && !isMark(text.charAt(at))) {
            char c = take();
            isEscaped |= c == '\\';
            boolean isKept = c == '\\' || !isSpace(c);
            element.append(c == '\\' ? take() : c);
            end = isKept ? element.length() : end;
        }
        if (end == 0 || at == text.length() || text.charAt(at) == '{' || text.charAt(at) == '"') {
            throw malformed();
        }
        element.setLength(end);
        boolean isNull = !isEscaped && NULL.equalsIgnoreCase(element.toString());
        return isNull ? null : element.toString();
    }

    private boolean isMark(char c) {
        return c == delimiter || c == '}' || c == '{' || c == '"';
    }

    // What array_in takes for space, whatever the locale.
    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        skipSpace();
        if (at == text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private char take() {
        if (at == text.length()) {
            throw malformed();
        }
        return text.charAt(at++);
    }

    private RuntimeException malformed() {
        return Refusal.BAD_FORM.because("malformed array literal for type " + type);
    }
}

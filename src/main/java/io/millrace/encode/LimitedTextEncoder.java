package io.millrace.encode;

/** Text for varchar(n) and char(n), whose limit counts characters. The server pads char(n) itself. Stateless. */
final class LimitedTextEncoder implements FieldEncoder {
    // varchar.c, anychar_typmodin: the limit and the four bytes of a length word.
    private static final int MODIFIER_OFFSET = 4;

    private final String type;
    private final DateSource dates;
    private final int limit;

    LimitedTextEncoder(String type, DateSource dates, int modifier) {
        this.dates = dates;
        this.limit = modifier - MODIFIER_OFFSET;
        this.type = type + "(" + limit + ")";
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        String text = value instanceof String string ? string : TextForm.of(value, dates, type);
        int start = out.openField();
        Utf8.put(text.length() <= limit ? text : cut(text), out);
        out.closeField(start);
    }

    @Override
    public void encodeText(CharSlice text, RowBuffer out) {
        if (text.length() > limit) {
            encode(text.toString(), out);
            return;
        }
        int start = out.openField();
        Utf8.put(text, out);
        out.closeField(start);
    }

    // PostgreSQL manual, Character Types: excess spaces are cut silently, any other excess is an error.
    private String cut(String text) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        int end = text.offsetByCodePoints(0, limit);
        for (int i = end; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                throw Refusal.TOO_LONG.because("value too long for type " + type);
            }
        }
        return text.substring(0, end);
    }
}

package io.millrace.encode;

/** Text, and anything else by its text form, for columns without a limit. Stateless. */
final class TextEncoder implements FieldEncoder {
    private final String type;
    private final DateSource dates;

    TextEncoder(String type, DateSource dates) {
        this.type = type;
        this.dates = dates;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        String text = value instanceof String string ? string : TextForm.of(value, dates, type);
        int start = out.openField();
        Utf8.put(text, out);
        out.closeField(start);
    }

    @Override
    public void encodeText(CharSlice text, RowBuffer out) {
        int start = out.openField();
        Utf8.put(text, out);
        out.closeField(start);
    }
}

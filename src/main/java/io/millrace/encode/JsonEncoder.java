package io.millrace.encode;

/** JSON documents that come as text, and scalars that are JSON as they stand; the server parses them. Stateless. */
final class JsonEncoder implements FieldEncoder {
    private static final String TYPE = "json";

    @Override
    public void encode(Object value, RowBuffer out) {
        int start = out.openField();
        put(value, TYPE, out);
        out.closeField(start);
    }

    static void put(Object value, String type, RowBuffer out) {
        Utf8.put(value instanceof String text ? text : scalar(value, type), out);
    }

    private static String scalar(Object value, String type) {
        boolean isReal = value instanceof Double || value instanceof Float;
        if (isReal && !Double.isFinite(((Number) value).doubleValue())) {
            throw Refusal.BAD_FORM.because("NaN or infinity cannot become " + type);
        }
        boolean isScalar = value instanceof Number || value instanceof Boolean;
        if (!isScalar && !ValueKind.isNested(value)) {
            throw Refusal.wrongType(value, type);
        }
        return TextForm.of(value, DateSource.INSTANT, type);
    }
}

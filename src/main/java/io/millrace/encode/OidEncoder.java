package io.millrace.encode;

/** Object identifiers: unsigned whole numbers of four bytes. Stateless. */
final class OidEncoder implements FieldEncoder {
    private static final String TYPE = "oid";
    private static final long GREATEST = 0xFFFF_FFFFL;

    @Override
    public void encode(Object value, RowBuffer out) {
        if (value instanceof String text && isOctal(text.strip())) {
            throw Refusal.badForm(TYPE);
        }
        long number = WholeNumber.of(value, TYPE);
        if (number < 0 || number > GREATEST) {
            throw Refusal.outOfRange(TYPE);
        }
        out.putInt(Integer.BYTES);
        out.putInt((int) number);
    }

    /** To PostgreSQL, here alone, 010 is eight; and who wrote it meant ten, as likely as not. */
    private static boolean isOctal(String text) {
        int first = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        return text.length() > first + 1 && text.charAt(first) == '0';
    }
}

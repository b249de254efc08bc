package io.millrace.encode;

/** Object identifiers: unsigned whole numbers of four bytes. Stateless. */
final class OidEncoder implements FieldEncoder {
    private static final String TYPE = "oid";
    private static final long GREATEST = 0xFFFF_FFFFL;

    @Override
    public void encode(Object value, RowBuffer out) {
        long number = WholeNumber.of(value, TYPE);
        if (number < 0 || number > GREATEST) {
            throw Refusal.outOfRange(TYPE);
        }
        out.putInt(Integer.BYTES);
        out.putInt((int) number);
    }
}

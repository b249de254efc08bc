package io.millrace.encode;

/** Refuses every value but null: what the bytes of a money mean depends on the server's lc_monetary. Stateless. */
final class MoneyEncoder implements FieldEncoder {
    @Override
    public void encode(Object value, RowBuffer out) {
        throw Refusal.NOT_YET.because("money is not written, since its scale depends on the server's lc_monetary: make"
                + " the column numeric, by ALTER TABLE ... ALTER COLUMN ... TYPE numeric(19,2)");
    }
}

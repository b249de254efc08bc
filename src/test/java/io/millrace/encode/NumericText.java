package io.millrace.encode;

import java.math.BigDecimal;

/** Reads a binary numeric back, with the scale it shows, for tests that compare numbers and not their bytes. */
final class NumericText {
    private NumericText() {}

    /** The number in the field that begins here. */
    static String shown(byte[] row, int field) {
        int at = RowImage.bytes(field);
        int groups = RowImage.shortAt(row, at);
        int weight = RowImage.shortAt(row, at + 2);
        boolean negative = (RowImage.shortAt(row, at + 4) & 0xFFFF) == NumericEncoder.NEGATIVE;
        int scale = RowImage.shortAt(row, at + 6);
        BigDecimal number = BigDecimal.ZERO;
        for (int i = 0; i < groups; i++) {
            int digit = RowImage.shortAt(row, at + NumericEncoder.HEADER_BYTES + 2 * i);
            number = number.add(BigDecimal.valueOf(digit).scaleByPowerOfTen(4 * (weight - i)));
        }
        BigDecimal signed = negative ? number.negate() : number;
        return signed.setScale(scale).toPlainString();
    }
}

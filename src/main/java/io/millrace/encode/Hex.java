package io.millrace.encode;

import java.util.Arrays;

/** Hexadecimal digits by table, since they are read for every UUID. Stateless. */
final class Hex {
    static final int BITS = 4;

    /** What is no digit: negative, and still so when shifted or combined. */
    static final int NONE = -1;

    private static final byte[] DIGITS = digits();

    private Hex() {}

    static int digit(char c) {
        return c < DIGITS.length ? DIGITS[c] : NONE;
    }

    private static byte[] digits() {
        byte[] digits = new byte['f' + 1];
        Arrays.fill(digits, (byte) NONE);
        for (int i = 0; i < 16; i++) {
            digits[Character.forDigit(i, 16)] = (byte) i;
            digits[Character.toUpperCase(Character.forDigit(i, 16))] = (byte) i;
        }
        return digits;
    }
}

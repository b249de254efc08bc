package io.millrace.encode;

import java.nio.charset.StandardCharsets;

/**
 * The two text forms of bytea. Stateless. PostgreSQL manual, Binary Data Types: {@code \x} and hexadecimal digits, or
 * bytes as they are with {@code \\} for a backslash and {@code \ooo} for any byte in octal.
 */
final class ByteaText {
    private static final int OCTAL_DIGITS = 3;

    private ByteaText() {}

    static void put(String text, RowBuffer out) {
        if (text.startsWith("\\x")) {
            putHex(text, out);
        } else {
            putEscaped(text.getBytes(StandardCharsets.UTF_8), out);
        }
    }

    private static void putHex(String text, RowBuffer out) {
        int at = 2;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            int low = at + 1 < text.length() ? Hex.digit(text.charAt(at + 1)) : Hex.NONE;
            int pair = Hex.digit(text.charAt(at)) << Hex.BITS | low;
            if (pair < 0) {
                throw Refusal.BAD_FORM.because("invalid hexadecimal data for bytea");
            }
            out.putByte(pair);
            at += 2;
        }
    }

    private static void putEscaped(byte[] text, RowBuffer out) {
        int at = 0;
        while (at < text.length) {
            if (text[at] != '\\') {
                out.putByte(text[at++]);
            } else if (at + 1 < text.length && text[at + 1] == '\\') {
                out.putByte('\\');
                at += 2;
            } else {
                out.putByte(octal(text, at + 1));
                at += 1 + OCTAL_DIGITS;
            }
        }
    }

    private static int octal(byte[] text, int at) {
        int number = 0;
        for (int i = at; i < at + OCTAL_DIGITS; i++) {
            boolean isOctal = i < text.length && text[i] >= '0' && text[i] <= '7';
            if (!isOctal) {
                throw Refusal.badForm("bytea");
            }
            number = number * 8 + text[i] - '0';
        }
        if (number > 0xFF) {
            throw Refusal.badForm("bytea");
        }
        return number;
    }
}

package io.millrace.encode;

import io.millrace.config.NullCharacters;
import java.nio.charset.StandardCharsets;

/**
 * Strings as JSON writes them: quoted, with the escapes that it demands and no others. Immutable.
 *
 * <p>As in {@link Utf8}, short ASCII goes character by character; longer text through String.getBytes, whose question
 * marks may stand for a lone surrogate.
 */
enum JsonString {
    /** For jsonb, which refuses the escape of U+0000. */
    REFUSING_NUL,
    /** For json and text columns, which keep the escape as it is. */
    ESCAPING_NUL,
    STRIPPING_NUL,
    REPLACING_NUL;

    private static final int SHORT_TEXT = 24;
    private static final int FIRST_PLAIN = ' ';

    // A byte's escape: none, the letter behind the backslash, or u for \\u00xx.
    private static final byte NONE = 0;
    private static final byte[] ESCAPES = escapes();
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    static JsonString of(NullCharacters rule, boolean isJsonb) {
        return switch (rule) {
            case FAIL -> isJsonb ? REFUSING_NUL : ESCAPING_NUL;
            case STRIP -> STRIPPING_NUL;
            case REPLACE -> REPLACING_NUL;
        };
    }

    void put(String text, RowBuffer out) {
        out.putByte('"');
        boolean done = text.length() <= SHORT_TEXT && putPlain(text, out);
        if (!done) {
            putAny(text, out);
        }
        out.putByte('"');
    }

    private static boolean putPlain(String text, RowBuffer out) {
        int length = text.length();
        out.ensure(length);
        byte[] array = out.array();
        int start = out.size();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 0x7F || ESCAPES[c] != NONE) {
                return false;
            }
            array[start + i] = (byte) c;
        }
        out.advance(length);
        return true;
    }

    private void putAny(String text, RowBuffer out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean asked = false;
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            byte b = bytes[at];
            asked |= b == '?';
            if (b >= 0 && ESCAPES[b] != NONE) {
                out.putBytes(bytes, from, at - from);
                putEscape(b, out);
                from = at + 1;
            }
        }
        out.putBytes(bytes, from, bytes.length - from);
        if (asked) {
            Utf8.requirePairs(text);
        }
    }

    private void putEscape(byte b, RowBuffer out) {
        if (b == 0 && this == REFUSING_NUL) {
            throw Refusal.UNTRANSLATABLE.because("contains U+0000, which jsonb cannot hold");
        } else if (b == 0 && this == STRIPPING_NUL) {
            return;
        } else if (b == 0 && this == REPLACING_NUL) {
            Utf8.put("\uFFFD", out);
            return;
        }
        out.putByte('\\');
        out.putByte(ESCAPES[b]);
        if (ESCAPES[b] == 'u') {
            out.putByte('0');
            out.putByte('0');
            out.putByte(HEX[b >> Hex.BITS]);
            out.putByte(HEX[b & 0xF]);
        }
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[0x80];
        for (int c = 0; c < FIRST_PLAIN; c++) {
            escapes[c] = 'u';
        }
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }
}

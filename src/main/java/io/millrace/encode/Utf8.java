package io.millrace.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Text as the bytes of UTF-8 that PostgreSQL accepts: no U+0000, no half of a surrogate pair. Stateless.
 *
 * <p>Short ASCII goes character by character into the buffer. Longer text goes through String.getBytes, which copies
 * with vector instructions but replaces a lone surrogate by a question mark; that one and U+0000 are then looked for
 * in the bytes, eight at a time.
 */
final class Utf8 {
    // Measured on Java 17: up to here the loop is as fast as getBytes, and it allocates nothing.
    private static final int SHORT_TEXT = 24;

    private static final int MAX_BYTES_A_CHAR = 3;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STRIDE = 2 * Long.BYTES;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUESTION_MARKS = LOW_BITS * '?';

    private Utf8() {}

    static void put(String text, RowBuffer out) {
        boolean done = text.length() <= SHORT_TEXT && putAscii(text, out);
        if (!done) {
            putAny(text, out);
        }
    }

    static void put(CharSlice text, RowBuffer out) {
        int length = text.length();
        out.ensure(length);
        byte[] bytes = out.array();
        char[] chars = text.array();
        int from = text.start();
        int to = out.size();
        int at = 0;
        while (at < length && (char) (chars[from + at] - 1) < 0x7F) {
            bytes[to + at] = (byte) chars[from + at];
            at++;
        }
        out.advance(at);
        if (at < length) {
            putWide(chars, from + at, from + length, out);
        }
    }

    private static void putWide(char[] chars, int from, int end, RowBuffer out) {
        out.ensure(Math.multiplyExact(end - from, MAX_BYTES_A_CHAR));
        byte[] bytes = out.array();
        int to = out.size();
        for (int at = from; at < end; at++) {
            char c = chars[at];
            if (c == 0) {
                throw Refusal.nullCharacter();
            } else if (c < 0x80) {
                bytes[to++] = (byte) c;
            } else if (c < 0x800) {
                bytes[to++] = (byte) (0xC0 | c >> 6);
                bytes[to++] = continuation(c);
            } else if (!Character.isSurrogate(c)) {
                bytes[to++] = (byte) (0xE0 | c >> 12);
                bytes[to++] = continuation(c >> 6);
                bytes[to++] = continuation(c);
            } else {
                int point = pair(chars, at++, end);
                bytes[to++] = (byte) (0xF0 | point >> 18);
                bytes[to++] = continuation(point >> 12);
                bytes[to++] = continuation(point >> 6);
                bytes[to++] = continuation(point);
            }
        }
        out.advance(to - out.size());
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | bits & 0x3F);
    }

    private static int pair(char[] chars, int at, int end) {
        boolean isPair =
                Character.isHighSurrogate(chars[at]) && at + 1 < end && Character.isLowSurrogate(chars[at + 1]);
        if (!isPair) {
            throw Refusal.loneSurrogate();
        }
        return Character.toCodePoint(chars[at], chars[at + 1]);
    }

    /** The bytes of a whole text, in an array of their own. */
    static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (hasSuspect(bytes)) {
            check(text);
        }
        return bytes;
    }

    private static boolean putAscii(String text, RowBuffer out) {
        int length = text.length();
        out.ensure(length);
        byte[] array = out.array();
        int start = out.size();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            // One comparison for both ends: U+0000 wraps around to the greatest char.
            if ((char) (c - 1) >= 0x7F) {
                return false;
            }
            array[start + i] = (byte) c;
        }
        out.advance(length);
        return true;
    }

    private static void putAny(String text, RowBuffer out) {
        out.putBytes(bytes(text));
    }

    private static boolean hasSuspect(byte[] bytes) {
        int at = 0;
        for (int end = bytes.length - STRIDE; at <= end; at += STRIDE) {
            if ((suspects(bytes, at) | suspects(bytes, at + Long.BYTES)) != 0) {
                return true;
            }
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] == 0 || bytes[at] == '?') {
                return true;
            }
        }
        return false;
    }

    private static long suspects(byte[] bytes, int at) {
        long eight = (long) LONGS.get(bytes, at);
        return zeros(eight) | zeros(eight ^ QUESTION_MARKS);
    }

    // The usual test for a zero byte in a word: not zero exactly where some byte is.
    private static long zeros(long eight) {
        return (eight - LOW_BITS) & ~eight & HIGH_BITS;
    }

    private static void check(String text) {
        if (text.indexOf(0) >= 0) {
            throw Refusal.nullCharacter();
        }
        requirePairs(text);
    }

    /** Refuses half of a surrogate pair, which String.getBytes would make a question mark. */
    static void requirePairs(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean isPair =
                        Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    throw Refusal.loneSurrogate();
                }
                i++;
            }
        }
    }
}

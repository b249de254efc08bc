package io.millrace.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whether bytes are UTF-8 as PostgreSQL takes it: the shortest form of every character, no surrogates, nothing beyond
 * U+10FFFF. Stateless. Unicode Standard, table 3-7, Well-Formed UTF-8 Byte Sequences.
 */
final class Utf8Check {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8Check() {}

    static boolean isValid(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            at = skipAscii(bytes, at, end);
            if (at < end) {
                int length = character(bytes, at, end);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    private static int skipAscii(byte[] bytes, int from, int end) {
        int at = from;
        while (at <= end - Long.BYTES && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < end && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** How many bytes the character that begins here has; 0 where it is none. */
    private static int character(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return isWithin(bytes, at + 1, end, 0x80, 0xBF) ? 2 : 0;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            int least = lead == 0xE0 ? 0xA0 : 0x80;
            int most = lead == 0xED ? 0x9F : 0xBF;
            return isWithin(bytes, at + 1, end, least, most) && isWithin(bytes, at + 2, end, 0x80, 0xBF) ? 3 : 0;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            return isFourBytes(bytes, at, end, lead) ? 4 : 0;
        }
        return 0;
    }

    private static boolean isFourBytes(byte[] bytes, int at, int end, int lead) {
        int least = lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xF4 ? 0x8F : 0xBF;
        return isWithin(bytes, at + 1, end, least, most)
                && isWithin(bytes, at + 2, end, 0x80, 0xBF)
                && isWithin(bytes, at + 3, end, 0x80, 0xBF);
    }

    private static boolean isWithin(byte[] bytes, int at, int end, int least, int most) {
        return at < end && (bytes[at] & 0xFF) >= least && (bytes[at] & 0xFF) <= most;
    }
}

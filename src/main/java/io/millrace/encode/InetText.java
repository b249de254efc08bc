package io.millrace.encode;

import java.util.Arrays;

/** Reads addresses of the internet from text into bytes, as PostgreSQL's inet_net_pton.c does. Stateless. */
final class InetText {
    private static final int MOST_OCTETS = 4;
    private static final int BYTES = 16;
    private static final int GROUP_DIGITS = 4;
    private static final int NONE = -1;

    private InetText() {}

    /** The number behind the slash. */
    static int bits(String text, int from, int most, String type) {
        int bits = 0;
        boolean isShort = from < text.length() && text.length() - from <= 3;
        for (int i = from; isShort && i < text.length(); i++) {
            bits = bits * 10 + decimal(text.charAt(i), type);
        }
        if (!isShort || bits > most) {
            throw Refusal.badForm(type);
        }
        return bits;
    }

    /** Up to four decimal numbers; says how many. */
    static int putFour(String text, int from, int end, String type, RowBuffer out) {
        int count = 0;
        int at = from;
        while (count < MOST_OCTETS) {
            int octet = at < end ? decimal(text.charAt(at++), type) : malformed(type);
            while (at < end && text.charAt(at) != '.') {
                octet = octet * 10 + decimal(text.charAt(at++), type);
                if (octet > 0xFF) {
                    throw Refusal.badForm(type);
                }
            }
            out.putByte(octet);
            count++;
            if (at == end) {
                return count;
            }
            at++;
        }
        throw Refusal.badForm(type);
    }

    /** Eight groups of hexadecimal digits; two colons stand for all that are missing. */
    static void putSix(String text, int end, String type, RowBuffer out) {
        int start = out.size();
        int gap = NONE;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < end && out.size() - start < BYTES) {
            int stop = groupEnd(text, at, end);
            boolean isFour = stop < end && text.charAt(stop) == '.';
            if (isFour) {
                at = putTail(text, at, end, type, out);
                continue;
            }
            out.putShort(group(text, at, stop, type));
            at = stop;
            boolean isGap = text.startsWith("::", at) && at + 1 < end;
            if (isGap && gap == NONE) {
                gap = out.size() - start;
                at += 2;
            } else if (at < end) {
                at = afterColon(text, at, end, type);
            }
        }
        fill(out, start, gap, at == end, type);
    }

    private static int groupEnd(String text, int from, int end) {
        int at = from;
        while (at < end && Hex.digit(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int group(String text, int from, int stop, String type) {
        if (stop == from || stop - from > GROUP_DIGITS) {
            throw Refusal.badForm(type);
        }
        int group = 0;
        for (int i = from; i < stop; i++) {
            group = group << Hex.BITS | Hex.digit(text.charAt(i));
        }
        return group;
    }

    private static int putTail(String text, int at, int end, String type, RowBuffer out) {
        if (putFour(text, at, end, type, out) != MOST_OCTETS) {
            throw Refusal.badForm(type);
        }
        return end;
    }

    private static int afterColon(String text, int at, int end, String type) {
        if (text.charAt(at) != ':' || at + 1 == end) {
            throw Refusal.badForm(type);
        }
        return at + 1;
    }

    private static void fill(RowBuffer out, int start, int gap, boolean isRead, String type) {
        int missing = BYTES - (out.size() - start);
        boolean fits = gap == NONE ? missing == 0 : missing > 0;
        if (!isRead || !fits) {
            throw Refusal.badForm(type);
        }
        if (missing > 0) {
            out.ensure(missing);
            byte[] array = out.array();
            int from = start + gap;
            System.arraycopy(array, from, array, from + missing, out.size() - from);
            Arrays.fill(array, from, from + missing, (byte) 0);
            out.advance(missing);
        }
    }

    private static int decimal(char c, String type) {
        return c >= '0' && c <= '9' ? c - '0' : malformed(type);
    }

    private static int malformed(String type) {
        throw Refusal.badForm(type);
    }
}

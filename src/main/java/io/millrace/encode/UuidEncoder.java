package io.millrace.encode;

import java.nio.ByteBuffer;

/** UUIDs, from text in any form PostgreSQL reads or from sixteen bytes. Stateless. */
final class UuidEncoder implements FieldEncoder {
    private static final String TYPE = "uuid";
    private static final int BYTES = 16;

    @Override
    public void encode(Object value, RowBuffer out) {
        if (value instanceof String text) {
            encodeText(text, out);
        } else if (value instanceof byte[] bytes && bytes.length == BYTES) {
            out.putInt(BYTES);
            out.putBytes(bytes);
        } else if (value instanceof ByteBuffer slice && slice.remaining() == BYTES) {
            out.putInt(BYTES);
            out.putLong(slice.getLong(slice.position()));
            out.putLong(slice.getLong(slice.position() + Long.BYTES));
        } else {
            throw Refusal.wrongType(value, TYPE);
        }
    }

    private static void encodeText(String text, RowBuffer out) {
        boolean hasBraces = text.startsWith("{") && text.endsWith("}");
        int start = hasBraces ? 1 : 0;
        int end = hasBraces ? text.length() - 1 : text.length();
        out.putInt(BYTES);
        int middle = putHalf(text, start, end, out);
        // uuid.c, string_to_uuid: a hyphen may stand after any group of four digits, so also between the halves.
        int second = middle < end && text.charAt(middle) == '-' ? middle + 1 : middle;
        if (putHalf(text, second, end, out) != end) {
            throw Refusal.badForm(TYPE);
        }
    }

    private static int putHalf(String text, int from, int end, RowBuffer out) {
        long bits = 0;
        int at = from;
        for (int i = 0; i < Long.BYTES; i++) {
            boolean startsGroup = i > 0 && i % 2 == 0;
            if (startsGroup && at < end && text.charAt(at) == '-') {
                at++;
            }
            bits = bits << Byte.SIZE | pair(text, at, end);
            at += 2;
        }
        out.putLong(bits);
        return at;
    }

    private static int pair(String text, int at, int end) {
        int pair = at + 2 > end ? Hex.NONE : Hex.digit(text.charAt(at)) << Hex.BITS | Hex.digit(text.charAt(at + 1));
        if (pair < 0) {
            throw Refusal.badForm(TYPE);
        }
        return pair;
    }
}

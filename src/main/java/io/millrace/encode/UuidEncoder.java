package io.millrace.encode;

import java.nio.ByteBuffer;

/** UUIDs, from text in any form PostgreSQL reads or from sixteen bytes. Stateless. */
final class UuidEncoder implements FieldEncoder {
    private static final String TYPE = "uuid";
    private static final int BYTES = 16;
    private static final int USUAL_LENGTH = 36;

    @Override
    public void encode(Object value, RowBuffer out) {
        if (value instanceof String text) {
            encodeAnyForm(text, out);
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

    @Override
    public void encodeText(CharSlice text, RowBuffer out) {
        encodeAnyForm(text, out);
    }

    private static void encodeAnyForm(CharSequence text, RowBuffer out) {
        boolean done = text.length() == USUAL_LENGTH && encodeUsual(text, out);
        if (!done) {
            encodeAny(text, out);
        }
    }

    // The form that almost every UUID has, 8-4-4-4-12, with one check for all its digits.
    private static boolean encodeUsual(CharSequence text, RowBuffer out) {
        boolean hasHyphens =
                text.charAt(8) == '-' && text.charAt(13) == '-' && text.charAt(18) == '-' && text.charAt(23) == '-';
        long first = (long) four(text, 0) << 16 | four(text, 4);
        long second = (long) four(text, 9) << 16 | four(text, 14);
        long third = (long) four(text, 19) << 16 | four(text, 24);
        long fourth = (long) four(text, 28) << 16 | four(text, 32);
        boolean isUuid = hasHyphens && (first | second | third | fourth) >= 0;
        if (isUuid) {
            out.putInt(BYTES);
            out.putLong(first << Integer.SIZE | second);
            out.putLong(third << Integer.SIZE | fourth);
        }
        return isUuid;
    }

    /** The value of four digits, negative where one of them is none. */
    private static int four(CharSequence text, int at) {
        return Hex.digit(text.charAt(at)) << 12
                | Hex.digit(text.charAt(at + 1)) << 8
                | Hex.digit(text.charAt(at + 2)) << 4
                | Hex.digit(text.charAt(at + 3));
    }

    private static void encodeAny(CharSequence text, RowBuffer out) {
        int length = text.length();
        boolean hasBraces = length > 1 && text.charAt(0) == '{' && text.charAt(length - 1) == '}';
        int start = hasBraces ? 1 : 0;
        int end = hasBraces ? length - 1 : length;
        out.putInt(BYTES);
        int middle = putHalf(text, start, end, out);
        // uuid.c, string_to_uuid: a hyphen may stand after any group of four digits, so also between the halves.
        int second = middle < end && text.charAt(middle) == '-' ? middle + 1 : middle;
        if (putHalf(text, second, end, out) != end) {
            throw Refusal.badForm(TYPE);
        }
    }

    private static int putHalf(CharSequence text, int from, int end, RowBuffer out) {
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

    private static int pair(CharSequence text, int at, int end) {
        int pair = at + 2 > end ? Hex.NONE : Hex.digit(text.charAt(at)) << Hex.BITS | Hex.digit(text.charAt(at + 1));
        if (pair < 0) {
            throw Refusal.badForm(TYPE);
        }
        return pair;
    }
}

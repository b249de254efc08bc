package io.millrace.encode;

import java.nio.ByteBuffer;

/**
 * Addresses of network cards, of six bytes or of eight, from text in the forms that PostgreSQL's manual lists, or from
 * as many bytes. Immutable.
 */
final class MacEncoder implements FieldEncoder {
    private static final int SHORT = 6;
    private static final int LONG = 8;
    private static final int HALF = 3;
    // mac8.c: six bytes become eight by FF and FE in their middle.
    private static final int MIDDLE = 0xFFFE;

    private final String type;
    private final int bytes;

    private MacEncoder(String type, int bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    static MacEncoder ofSix() {
        return new MacEncoder("macaddr", SHORT);
    }

    static MacEncoder ofEight() {
        return new MacEncoder("macaddr8", LONG);
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        if (value instanceof String text) {
            encodeText(text.strip(), out);
        } else if (value instanceof byte[] raw && raw.length == bytes) {
            out.putInt(bytes);
            out.putBytes(raw);
        } else if (value instanceof ByteBuffer raw && raw.remaining() == bytes) {
            out.putInt(bytes);
            for (int i = raw.position(); i < raw.limit(); i++) {
                out.putByte(raw.get(i));
            }
        } else {
            throw Refusal.wrongType(value, type);
        }
    }

    private void encodeText(String text, RowBuffer out) {
        int start = out.openField();
        putPairs(text, out);
        int count = out.size() - start;
        if (count == SHORT && bytes == LONG) {
            int tail = out.intAt(out.size() - Integer.BYTES);
            out.cutTo(start + HALF);
            out.putShort(MIDDLE);
            out.putByte(tail >> Short.SIZE);
            out.putShort(tail);
        } else if (count != bytes) {
            throw Refusal.badForm(type);
        }
        out.closeField(start);
    }

    /** Pairs of digits, with one kind of mark between any of them; a single digit may stand between two marks. */
    private void putPairs(String text, RowBuffer out) {
        char mark = 0;
        int group = 0;
        int firstGroup = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isMark(c)) {
                boolean isInside = at > 0 && at + 1 < text.length() && (mark == 0 || mark == c);
                mark = isInside ? c : refuse();
                firstGroup = evenGroup(firstGroup, group);
                group = 0;
                at++;
            }
            int high = digit(text, at);
            boolean isLast = at + 1 == text.length();
            boolean isSingle = bytes == SHORT && (isLast ? mark != 0 : isMark(text.charAt(at + 1)));
            out.putByte(isSingle ? high : high << Hex.BITS | digit(text, at + 1));
            at += isSingle ? 1 : 2;
            group++;
        }
        evenGroup(firstGroup, group);
    }

    // Six bytes stand in groups of the same size; 0802-0100203 is one address to us and another one to sscanf.
    private int evenGroup(int firstGroup, int group) {
        boolean isEven = bytes == LONG || firstGroup == 0 || firstGroup == group;
        return isEven ? group : refuse();
    }

    private static boolean isMark(char c) {
        return c == ':' || c == '-' || c == '.';
    }

    private int digit(String text, int at) {
        int digit = at < text.length() ? Hex.digit(text.charAt(at)) : Hex.NONE;
        return digit < 0 ? refuse() : digit;
    }

    private char refuse() {
        throw Refusal.badForm(type);
    }
}

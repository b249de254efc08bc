package io.millrace.encode;

/**
 * Bit strings: int32 number of bits, then the bits, the first one the highest of its byte, and zeros behind the last;
 * see varbit_send in PostgreSQL's varbit.c. Text is read as varbit_in does: binary digits, or hexadecimal ones behind an
 * x. Immutable.
 */
final class BitEncoder implements FieldEncoder {
    private static final int HIGHEST = 0x80;

    private final String type;
    private final int length;
    private final boolean varying;

    private BitEncoder(String type, int modifier, boolean varying) {
        this.type = type;
        this.length = modifier;
        this.varying = varying;
    }

    /** The modifier is the exact length; without one any length goes. */
    static BitEncoder fixed(int modifier) {
        return new BitEncoder("bit", modifier, false);
    }

    /** The modifier is the greatest length. */
    static BitEncoder varying(int modifier) {
        return new BitEncoder("bit varying", modifier, true);
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        if (value instanceof String text) {
            encodeText(text, out);
        } else if (value instanceof Boolean bit) {
            encodeText(bit ? "1" : "0", out);
        } else {
            throw Refusal.wrongType(value, type);
        }
    }

    private void encodeText(String text, RowBuffer out) {
        char mark = text.isEmpty() ? '0' : text.charAt(0);
        boolean isHex = mark == 'x' || mark == 'X';
        int from = isHex || mark == 'b' || mark == 'B' ? 1 : 0;
        int bits = (text.length() - from) * (isHex ? Hex.BITS : 1);
        check(bits);
        int start = out.openField();
        out.putInt(bits);
        if (isHex) {
            putHex(text, from, out);
        } else {
            putBinary(text, from, out);
        }
        out.closeField(start);
    }

    private void check(int bits) {
        boolean isAny = length < 0;
        if (!isAny && varying && bits > length) {
            throw Refusal.TOO_LONG.because("bit string too long for type bit varying(" + length + ")");
        } else if (!isAny && !varying && bits != length) {
            throw Refusal.WRONG_LENGTH.because("bit string length does not match type bit(" + length + ")");
        }
    }

    private void putHex(String text, int from, RowBuffer out) {
        for (int i = from; i < text.length(); i += 2) {
            int low = i + 1 < text.length() ? Hex.digit(text.charAt(i + 1)) : 0;
            int pair = Hex.digit(text.charAt(i)) << Hex.BITS | low;
            if (pair < 0) {
                throw Refusal.badForm(type);
            }
            out.putByte(pair);
        }
    }

    private void putBinary(String text, int from, RowBuffer out) {
        int bits = 0;
        int mask = HIGHEST;
        for (int i = from; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit != '0' && digit != '1') {
                throw Refusal.badForm(type);
            }
            bits |= digit == '1' ? mask : 0;
            mask >>= 1;
            if (mask == 0) {
                out.putByte(bits);
                bits = 0;
                mask = HIGHEST;
            }
        }
        if (mask != HIGHEST) {
            out.putByte(bits);
        }
    }
}

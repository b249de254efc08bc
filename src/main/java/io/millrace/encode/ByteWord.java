package io.millrace.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A word of ASCII that is looked for in bytes: its rarest letter in eight bytes at a time, and the others around it where
 * it is. Immutable.
 */
final class ByteWord {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte[] word;
    private final int place;
    private final long rareLetters;

    /** The letter is one of the word, of which texts have few. */
    ByteWord(String text, char rare) {
        this.word = text.getBytes(StandardCharsets.US_ASCII);
        this.place = text.indexOf(rare);
        this.rareLetters = LOW_BITS * rare;
    }

    boolean isIn(byte[] bytes, int from, int end) {
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            // A byte that is the letter becomes zero, and of those the high bit is set.
            long letters = (long) LONGS.get(bytes, at) ^ rareLetters;
            boolean hasOne = ((letters - LOW_BITS) & ~letters & HIGH_BITS) != 0;
            if (hasOne && isAround(bytes, at, at + Long.BYTES, from, end)) {
                return true;
            }
        }
        return isAround(bytes, at, end, from, end);
    }

    private boolean isAround(byte[] bytes, int first, int last, int from, int end) {
        for (int at = first; at < last; at++) {
            if (bytes[at] == word[place] && stands(bytes, at - place, from, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean stands(byte[] bytes, int start, int from, int end) {
        if (start < from || start + word.length > end) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[start + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}

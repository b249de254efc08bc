package io.millrace.encode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A word of ASCII that is looked for in bytes. Where its last letter would be stands another, the search goes on as far
 * behind that as the word allows (Horspool), so most bytes are never looked at. Immutable.
 */
final class ByteWord {
    private final byte[] word;
    private final int[] steps = new int[256];

    ByteWord(String text) {
        this.word = text.getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(steps, word.length);
        for (int i = 0; i < word.length - 1; i++) {
            steps[word[i]] = word.length - 1 - i;
        }
    }

    boolean isIn(byte[] bytes, int from, int end) {
        byte last = word[word.length - 1];
        for (int at = from + word.length - 1; at < end; at += steps[bytes[at] & 0xFF]) {
            if (bytes[at] == last && endsAt(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean endsAt(byte[] bytes, int at) {
        int first = at - word.length + 1;
        return Arrays.equals(bytes, first, at + 1, word, 0, word.length);
    }
}

package io.millrace.encode;

/**
 * Characters in an array that is another's, such as a parser's; one instance shows one text after the other. Confined
 * to the task thread, and good only until its owner goes on.
 */
final class CharSlice implements CharSequence {
    private char[] array = {};
    private int start;
    private int length;

    CharSlice show(char[] characters, int from, int count) {
        array = characters;
        start = from;
        length = count;
        return this;
    }

    char[] array() {
        return array;
    }

    int start() {
        return start;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return array[start + index];
    }

    @Override
    public String subSequence(int from, int end) {
        return new String(array, start + from, end - from);
    }

    @Override
    public String toString() {
        return new String(array, start, length);
    }
}

package io.millrace.encode;

import java.util.Arrays;

/**
 * The dimensions of an array, found while its lists open and close. PostgreSQL's arrays are boxes: all lists of a level
 * have the same length, and elements are on the innermost level only. Confined to the task thread.
 */
final class ArrayShape {
    /** MAXDIM in PostgreSQL's array.h. */
    static final int MOST_DIMENSIONS = 6;

    private static final int UNKNOWN = -1;

    // By level, the outermost being 0: the length that lists there have, and how much the open one has so far.
    private final int[] lengths = new int[MOST_DIMENSIONS];
    private final int[] counts = new int[MOST_DIMENSIONS];
    private int depth;
    private int dimensions;

    void begin() {
        Arrays.fill(lengths, UNKNOWN);
        dimensions = UNKNOWN;
        depth = 1;
        counts[0] = 0;
    }

    void open() {
        if (depth == MOST_DIMENSIONS) {
            throw Refusal.TOO_DEEP.because("an array has " + MOST_DIMENSIONS + " dimensions at most");
        } else if (depth == dimensions) {
            throw ragged();
        }
        counts[depth - 1]++;
        counts[depth] = 0;
        depth++;
    }

    /** Whether it is the first one. */
    boolean element() {
        boolean isFirst = dimensions == UNKNOWN;
        boolean hadLists = isFirst && depth < MOST_DIMENSIONS && lengths[depth] != UNKNOWN;
        boolean isElsewhere = !isFirst && depth != dimensions;
        if (hadLists || isElsewhere) {
            throw ragged();
        }
        dimensions = depth;
        counts[depth - 1]++;
        return isFirst;
    }

    void close() {
        depth--;
        int length = counts[depth];
        if (lengths[depth] == UNKNOWN) {
            lengths[depth] = length;
        } else if (lengths[depth] != length) {
            throw ragged();
        }
    }

    /** 0 where there is no element at all: then there are no dimensions either, whatever lists there were. */
    int dimensions() {
        return Math.max(dimensions, 0);
    }

    int length(int dimension) {
        return lengths[dimension];
    }

    /** Whether the innermost open list has had anything. */
    boolean isInside() {
        return counts[depth - 1] > 0;
    }

    private static RuntimeException ragged() {
        return Refusal.BAD_ARRAY.because("the lists within the array differ in length or depth");
    }
}

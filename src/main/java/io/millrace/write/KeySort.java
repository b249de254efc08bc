package io.millrace.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sorts entries of a key index by the bytes of their keys. Stateless; runs on a lane's thread.
 *
 * <p>A radix sort, least significant byte first, over the eight bytes behind the prefix that all keys share; a byte
 * that is the same in all keys costs no pass. Entries alike in those eight bytes are then compared whole.
 */
final class KeySort {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BUCKETS = 256;
    private static final int BYTE_MASK = 0xFF;

    private final KeyIndex index;
    private final int skip;
    private long[] prefixes;
    private long[] otherPrefixes;
    private int[] entries;
    private int[] otherEntries;

    private KeySort(KeyIndex index, int[] entries, int count) {
        this.index = index;
        this.entries = Arrays.copyOf(entries, count);
        this.otherEntries = new int[count];
        this.prefixes = new long[count];
        this.otherPrefixes = new long[count];
        this.skip = commonPrefix(count);
    }

    /** Sorts the first so many entries in place. */
    static void sort(KeyIndex index, int[] entries, int count) {
        if (count < 2) {
            return;
        }
        KeySort sort = new KeySort(index, entries, count);
        sort.run(count);
        System.arraycopy(sort.entries, 0, entries, 0, count);
    }

    private void run(int count) {
        long differing = 0;
        for (int at = 0; at < count; at++) {
            prefixes[at] = prefix(entries[at]);
            differing |= prefixes[at] ^ prefixes[0];
        }
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            if ((differing >>> shift & BYTE_MASK) != 0) {
                pass(count, shift);
            }
        }
        settleTies(count);
    }

    private int commonPrefix(int count) {
        byte[] keys = index.keyBytes();
        int start = index.keyStart(entries[0]);
        int common = index.keyEnd(entries[0]) - start;
        for (int at = 1; at < count && common > 0; at++) {
            int otherStart = index.keyStart(entries[at]);
            int length = Math.min(common, index.keyEnd(entries[at]) - otherStart);
            int mismatch = Arrays.mismatch(keys, start, start + length, keys, otherStart, otherStart + length);
            common = mismatch < 0 ? length : mismatch;
        }
        return common;
    }

    private long prefix(int entry) {
        byte[] keys = index.keyBytes();
        int from = index.keyStart(entry) + skip;
        int length = index.keyEnd(entry) - from;
        if (length >= Long.BYTES) {
            return (long) LONGS.get(keys, from);
        }
        long prefix = 0;
        for (int at = 0; at < Long.BYTES; at++) {
            prefix = (prefix << Byte.SIZE) | (at < length ? keys[from + at] & BYTE_MASK : 0);
        }
        return prefix;
    }

    private void pass(int count, int shift) {
        int[] ends = new int[BUCKETS + 1];
        for (int at = 0; at < count; at++) {
            ends[(int) (prefixes[at] >>> shift & BYTE_MASK) + 1]++;
        }
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            ends[bucket + 1] += ends[bucket];
        }
        for (int at = 0; at < count; at++) {
            int place = ends[(int) (prefixes[at] >>> shift & BYTE_MASK)]++;
            otherPrefixes[place] = prefixes[at];
            otherEntries[place] = entries[at];
        }
        swap();
    }

    private void swap() {
        long[] sortedPrefixes = otherPrefixes;
        otherPrefixes = prefixes;
        prefixes = sortedPrefixes;
        int[] sortedEntries = otherEntries;
        otherEntries = entries;
        entries = sortedEntries;
    }

    private void settleTies(int count) {
        int from = 0;
        for (int at = 1; at <= count; at++) {
            if (at == count || prefixes[at] != prefixes[from]) {
                if (at - from > 1) {
                    compareWhole(from, at);
                }
                from = at;
            }
        }
    }

    private void compareWhole(int from, int to) {
        Integer[] tied = new Integer[to - from];
        for (int at = from; at < to; at++) {
            tied[at - from] = entries[at];
        }
        Arrays.sort(tied, this::compare);
        for (int at = from; at < to; at++) {
            entries[at] = tied[at - from];
        }
    }

    private int compare(int one, int other) {
        byte[] keys = index.keyBytes();
        return Arrays.compareUnsigned(
                keys, index.keyStart(one), index.keyEnd(one), keys, index.keyStart(other), index.keyEnd(other));
    }
}

package io.millrace.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Sequences of keys, the same in every run. Stateless. */
final class Keys {
    private static final long SEED = 20261121;
    /** A few keys take most of the records, as with counters or devices that never sleep. */
    private static final double SKEW = 1.1;

    private Keys() {}

    /** All keys below the bound, each once, without a pattern. */
    static int[] shuffled(int bound) {
        int[] keys = IntStream.range(0, bound).toArray();
        Random random = new Random(SEED);
        for (int last = bound - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int key = keys[last];
            keys[last] = keys[other];
            keys[other] = key;
        }
        return keys;
    }

    /** So many keys below the bound, of which the n-th most frequent has the weight n^-1.1. */
    static int[] zipf(int bound, int count) {
        double[] cumulated = new double[bound];
        double sum = 0;
        for (int rank = 0; rank < bound; rank++) {
            sum += Math.pow(rank + 1, -SKEW);
            cumulated[rank] = sum;
        }
        int[] keyOfRank = shuffled(bound);
        Random random = new Random(SEED);
        int[] keys = new int[count];
        for (int at = 0; at < count; at++) {
            int found = Arrays.binarySearch(cumulated, random.nextDouble() * sum);
            keys[at] = keyOfRank[Math.min(found < 0 ? -found - 1 : found, bound - 1)];
        }
        return keys;
    }
}

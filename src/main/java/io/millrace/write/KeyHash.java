package io.millrace.write;

import io.millrace.encode.RowBuffer;

/** The hash of a canonical key. The upper half chooses the lane, the lower half the place in a key index. */
public final class KeyHash {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private KeyHash() {}

    public static long of(RowBuffer key) {
        int length = key.size();
        int at = 0;
        long hash = length;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            hash = mix(hash ^ key.longAt(at));
        }
        long rest = 0;
        for (byte[] bytes = key.array(); at < length; at++) {
            rest = (rest << Byte.SIZE) | (bytes[at] & 0xFF);
        }
        return mix(hash ^ rest);
    }

    private static long mix(long value) {
        long high = Math.multiplyHigh(value, MULTIPLIER);
        return (value * MULTIPLIER) ^ high ^ (high >>> 29);
    }

    /** One of so many lanes, evenly. */
    public static int lane(long hash, int lanes) {
        return (int) (((hash >>> Integer.SIZE) * lanes) >>> Integer.SIZE);
    }
}

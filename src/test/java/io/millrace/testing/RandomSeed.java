package io.millrace.testing;

import java.util.Random;

/** Where the randomness of a test starts: the same for every build, another one with {@code -Dmillrace.seed}. */
public record RandomSeed(long value) {
    public static RandomSeed given() {
        return new RandomSeed(Long.getLong("millrace.seed", 20_261_121));
    }

    /** Randomness of its own for each case, whichever of them run and in what order. */
    public Random random(String name) {
        return new Random(value * 31 + name.hashCode());
    }

    @Override
    public String toString() {
        return "-Dmillrace.seed=" + value;
    }
}

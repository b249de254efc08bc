package io.millrace.faults;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A mishap that waits for certain messages, and happens to the first few of them. Any pump's thread. */
final class Trap implements Mishap {
    private final Direction direction;
    private final Predicate<Messages> bait;
    private final Passage passage;
    private final AtomicInteger left;
    private final int times;

    Trap(Direction direction, Predicate<Messages> bait, Passage passage, int times) {
        this.direction = direction;
        this.bait = bait;
        this.passage = passage;
        this.times = times;
        this.left = new AtomicInteger(times);
    }

    @Override
    public Passage meets(Direction way, Messages messages) {
        boolean springs = way == direction && bait.test(messages) && left.getAndUpdate(it -> Math.max(0, it - 1)) > 0;
        return springs ? passage : Passage.WHOLE;
    }

    /** How often it happened. */
    int sprung() {
        return times - left.get();
    }
}

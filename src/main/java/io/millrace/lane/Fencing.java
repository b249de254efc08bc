package io.millrace.lane;

import io.millrace.ack.Verdict;
import io.millrace.write.Outcome;
import java.util.BitSet;

/** What becomes of a verdict when a batch turns out to hold partitions that others have taken. Stateless. */
final class Fencing {
    private Fencing() {}

    static Verdict add(Outcome.Fenced others, Verdict before) {
        BitSet slots = (BitSet) others.slots().clone();
        if (before instanceof Verdict.Fenced earlier) {
            slots.or(earlier.slots());
        }
        return new Verdict.Fenced(slots, others.reason());
    }
}

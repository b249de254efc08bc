package io.millrace.lane;

import io.millrace.ack.RefusedRecord;
import io.millrace.ack.Verdict;
import io.millrace.write.Outcome;
import java.util.BitSet;
import java.util.List;

/** What becomes of a verdict when a batch turns out to hold partitions that others have taken. Stateless. */
final class Fencing {
    private Fencing() {}

    static Verdict add(Outcome.Fenced others, Verdict before) {
        BitSet slots = (BitSet) others.slots().clone();
        if (before instanceof Verdict.Fenced earlier) {
            slots.or(earlier.slots());
        }
        return new Verdict.Fenced(slots, others.reason(), List.of());
    }

    /** The records of it that were refused. */
    static List<RefusedRecord> refused(Verdict verdict) {
        if (verdict instanceof Verdict.Written written) {
            return written.refused();
        }
        return verdict instanceof Verdict.Fenced fenced ? fenced.refused() : List.of();
    }

    /** The verdict of a batch that is written but for these records, given what was fenced off on the way. */
    static Verdict around(List<RefusedRecord> refused, Verdict before) {
        return before instanceof Verdict.Fenced fenced
                ? new Verdict.Fenced(fenced.slots(), fenced.reason(), refused)
                : new Verdict.Written(refused);
    }
}

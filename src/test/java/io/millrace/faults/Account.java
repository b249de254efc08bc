package io.millrace.faults;

import java.util.List;

/** What came of one stroke: whether it struck in flight, and what the judge then found. Immutable. */
record Account(Stroke stroke, boolean struck, Trace trace, List<Verdict> verdicts) {
    boolean keepsItsPromises() {
        return verdicts.stream().allMatch(Verdict::keepsItsPromise);
    }
}

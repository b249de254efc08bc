package io.millrace.faults;

import java.util.List;

/** What came of one stroke. Immutable. */
record Account(Stroke stroke, boolean struck, Trace trace, List<Verdict> verdicts) {}

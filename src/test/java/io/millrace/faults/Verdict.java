package io.millrace.faults;

import java.util.List;

/**
 * What the judge found in a table. Immutable.
 *
 * @param lost records that were produced and are not there
 * @param duplicated rows that are there once more than their record was produced
 * @param stale keys with an older value than their last, or with one after they were deleted
 * @param wrong rows that nobody produced
 * @param examples a few of what is amiss, for whoever looks for the reason
 */
record Verdict(
        Workload workload, long rows, long lost, long duplicated, long stale, long wrong, List<String> examples) {
    boolean keepsItsPromise() {
        return lost == 0 && stale == 0 && wrong == 0 && forbiddenDuplicates() == 0;
    }

    long forbiddenDuplicates() {
        return workload.promise() == Promise.EXACTLY_ONCE ? duplicated : 0;
    }

    @Override
    public String toString() {
        return "%s: %d rows, %d lost, %d duplicated, %d stale, %d wrong %s"
                .formatted(workload.name(), rows, lost, duplicated, stale, wrong, examples);
    }
}

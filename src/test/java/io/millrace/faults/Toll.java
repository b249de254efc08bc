package io.millrace.faults;

/** What a fault may cost beyond what is promised, by nobody's defect. */
enum Toll {
    NOTHING,
    /**
     * While two workers believe that they own a partition, the older may write an older value of a key, at least once:
     * only exactly once is fenced (README, "One live owner"). The next write of each key is right again.
     */
    ORDER,
    /** A task may fail of what an operator has to mend. */
    OPERATOR,
    /** A table that is dropped takes its rows with it; what is produced once it is there again must be in it. */
    ROWS_BEFORE;

    boolean asksForAnOperator() {
        return this == OPERATOR || this == ROWS_BEFORE;
    }
}

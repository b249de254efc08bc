package io.millrace.write;

import io.millrace.config.ErrorTolerance;

/** What a record that the server refuses means for the others of its batch. */
public enum OnRefusal {
    /** It ends the task: what came after it from its partition is not written. */
    STOP,
    /** The others are written; it is reported then. */
    GO_ON,
    /** It is reported; then the others are written, with offsets that pass it. */
    REPORT_FIRST;

    public static OnRefusal of(ErrorTolerance tolerance, boolean storesOffsets) {
        if (tolerance == ErrorTolerance.NONE) {
            return STOP;
        }
        return storesOffsets ? REPORT_FIRST : GO_ON;
    }
}

package io.millrace;

import io.millrace.lane.Lanes;
import io.millrace.lane.ReportRequest;

/** Counts the reports that a lane waits for, and lets it go on with the last. Confined to the task thread. */
final class ReportAnswer {
    private final Lanes lanes;
    private final ReportRequest request;
    private int missing;

    ReportAnswer(Lanes lanes, ReportRequest request) {
        this.lanes = lanes;
        this.request = request;
        this.missing = request.refused().size();
    }

    void arrived() {
        missing--;
        if (missing == 0) {
            lanes.reported(request);
        }
    }
}

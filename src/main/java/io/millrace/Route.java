package io.millrace;

import io.millrace.encode.RowPlans;
import io.millrace.write.RowTarget;

/**
 * What the records of a table need to become its rows, or why they cannot. Confined to the task thread.
 *
 * @param refusal why no record can take this route; empty where they can
 */
record Route(RowTarget target, RowPlans plans, Placement placement, String refusal) {
    static Route to(RowTarget target, RowPlans plans, Placement placement) {
        return new Route(target, plans, placement, "");
    }

    static Route refused(String why) {
        return new Route(null, null, null, why);
    }

    boolean isRefused() {
        return target == null;
    }
}

package io.millrace;

import io.millrace.encode.RowPlans;
import io.millrace.write.RowTarget;

/**
 * What the records of a table need to become its rows, or why they cannot. Confined to the task thread.
 *
 * @param place the table, as far as it is known; empty where it is not
 * @param refusal why no record can take this route; empty where they can
 * @param isClosed whether that is for an operator to change, since it concerns the table and not the record
 */
record Route(RowTarget target, RowPlans plans, Placement placement, String place, String refusal, boolean isClosed) {
    static Route to(RowTarget target, RowPlans plans, Placement placement) {
        return new Route(target, plans, placement, target.destination().toString(), "", false);
    }

    /** A record that says nothing of where it is to go. */
    static Route refused(String why) {
        return refusedAt("", why);
    }

    /** A record of this table that cannot be read. */
    static Route refusedAt(String place, String why) {
        return new Route(null, null, null, place, why, false);
    }

    /** A table that is not there, or that cannot be written: sending all its records away would help nobody. */
    static Route closed(String why) {
        return new Route(null, null, null, "", why, true);
    }

    boolean isRefused() {
        return target == null;
    }
}

package io.millrace;

import io.millrace.config.LaneSettings;
import io.millrace.config.Ordering;
import io.millrace.write.KeyHash;
import io.millrace.write.Row;
import io.millrace.write.RowTarget;

/** Which lane the rows of a table go to, so that the order that matters is kept. Immutable. */
final class Placement {
    private enum Rule {
        /** Tables tied by foreign keys share one lane, so that parents precede children. */
        FIRST_LANE,
        /** Rows of different keys can meet, so one lane writes all of them in arrival order. */
        LANE_OF_TABLE,
        LANE_OF_PARTITION,
        LANE_OF_KEY,
        /** Rows without a key need no order. */
        ANY_LANE
    }

    private final Rule rule;
    private final int lanes;
    private final int laneOfTable;

    private Placement(Rule rule, int lanes, int laneOfTable) {
        this.rule = rule;
        this.lanes = lanes;
        this.laneOfTable = laneOfTable;
    }

    static Placement of(RowTarget target, LaneSettings settings) {
        int lanes = settings.lanes();
        int laneOfTable = Math.floorMod(target.destination().id().hashCode(), lanes);
        return new Placement(rule(target, settings), lanes, laneOfTable);
    }

    private static Rule rule(RowTarget target, LaneSettings settings) {
        Ordering ordering = settings.ordering();
        if (ordering == Ordering.PARTITION || settings.wholePartitions()) {
            return Rule.LANE_OF_PARTITION;
        }
        boolean parentsAndChildren = target.destination().shape().hasForeignKeys();
        if (ordering == Ordering.AUTO && parentsAndChildren) {
            return Rule.FIRST_LANE;
        }
        if (target.keepsArrivalOrder()) {
            return Rule.LANE_OF_TABLE;
        }
        if (!target.isIndexed()) {
            return Rule.ANY_LANE;
        }
        return Rule.LANE_OF_KEY;
    }

    /**
     * The lane of a row, or the given one where any lane will do.
     *
     * @param partition the number of its partition, the same for all its generations: what an old one left running in a
     *     lane has ended when the lane writes again
     */
    int place(Row row, int partition, int anyLane) {
        return switch (rule) {
            case FIRST_LANE -> 0;
            case LANE_OF_TABLE -> laneOfTable;
            case LANE_OF_PARTITION -> partition % lanes;
            // What waits for all rows of its table holds up no lane meanwhile, wherever it is.
            case LANE_OF_KEY -> row.kind().isAlone() ? anyLane : KeyHash.lane(row.hash(), lanes);
            case ANY_LANE -> anyLane;
        };
    }

    /** Whether rows with the same keys go to the same lanes. */
    boolean isLike(Placement other) {
        return rule == other.rule && laneOfTable == other.laneOfTable;
    }

    @Override
    public String toString() {
        return switch (rule) {
            case FIRST_LANE -> "one lane for all tables with foreign keys";
            case LANE_OF_TABLE -> "one lane in arrival order";
            case LANE_OF_PARTITION -> "lanes by partition";
            case LANE_OF_KEY -> "lanes by key";
            case ANY_LANE -> "lanes in turn";
        };
    }
}

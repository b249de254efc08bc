package io.millrace.encode;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/**
 * Plans by the schemas of the records they are for. A converter gives the same schema objects again and again, so
 * identity is asked first; one that makes them anew still finds its plan by equality. Confined to the task thread.
 */
final class PlanCache {
    // As many as Connect's own converters remember by default (schemas.cache.size).
    private static final int MAX_PLANS = 1000;

    private final Map<Same, RowPlan> bySame = new HashMap<>();
    private final Map<Shape, RowPlan> byShape = new HashMap<>();
    private final Planner planner;

    private Schema lastKey;
    private Schema lastValue;
    private RowPlan last;

    PlanCache(Planner planner) {
        this.planner = planner;
    }

    RowPlan find(Schema key, Schema value) {
        boolean isLast = key == lastKey && value == lastValue && last != null;
        if (!isLast) {
            last = search(key, value);
            lastKey = key;
            lastValue = value;
        }
        return last;
    }

    private RowPlan search(Schema key, Schema value) {
        Same same = new Same(key, value);
        RowPlan plan = bySame.get(same);
        if (plan == null) {
            plan = searchEqual(new Shape(key, value));
            makeRoom(bySame);
            bySame.put(same, plan);
        }
        return plan;
    }

    private RowPlan searchEqual(Shape shape) {
        RowPlan plan = byShape.get(shape);
        if (plan == null) {
            plan = planner.plan(shape.key, shape.value);
            makeRoom(byShape);
            byShape.put(shape, plan);
        }
        return plan;
    }

    private static void makeRoom(Map<?, ?> plans) {
        if (plans.size() == MAX_PLANS) {
            plans.clear();
        }
    }

    /** Makes a plan for records of these schemas, either of which may be null. */
    @FunctionalInterface
    interface Planner {
        RowPlan plan(Schema key, Schema value);
    }

    private record Shape(Schema key, Schema value) {}

    private record Same(Schema key, Schema value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Same same && key == same.key && value == same.value;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(key) + System.identityHashCode(value);
        }
    }
}

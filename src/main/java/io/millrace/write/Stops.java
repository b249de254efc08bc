package io.millrace.write;

import io.millrace.ack.Claims;
import io.millrace.ack.RefusedRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far each partition of a batch may be written where refused records end the task: up to its first one. Confined
 * to a lane's thread.
 */
final class Stops {
    private final Claims claims;
    private final Map<Integer, RefusedRecord> firsts = new HashMap<>();

    Stops(Claims claims) {
        this.claims = claims;
    }

    /** Takes refused records in arrival order. */
    void add(List<RefusedRecord> refused) {
        for (RefusedRecord record : refused) {
            firsts.merge(
                    claims.slot(record.claim()), record, (one, other) -> one.claim() < other.claim() ? one : other);
        }
    }

    boolean permits(int claim) {
        RefusedRecord first = firsts.get(claims.slot(claim));
        return first == null || claim < first.claim();
    }

    /** The first refused record of each partition, in no order. */
    List<RefusedRecord> firsts() {
        return List.copyOf(firsts.values());
    }
}

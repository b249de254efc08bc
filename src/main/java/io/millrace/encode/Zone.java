package io.millrace.encode;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/** The zone of columns that have none: leads from instants to local times and back. Immutable. */
final class Zone {
    private final ZoneRules rules;
    private final boolean fixed;
    private final long fixedMillis;

    Zone(ZoneId id) {
        this.rules = id.getRules();
        this.fixed = rules.isFixedOffset();
        this.fixedMillis = fixed ? millis(rules.getOffset(Instant.EPOCH)) : 0;
    }

    /** The milliseconds a clock in this zone shows at that instant, counted as if the clock were UTC's. */
    long toLocal(long epochMilli) {
        long offset = fixed ? fixedMillis : millis(rules.getOffset(Instant.ofEpochMilli(epochMilli)));
        // Saturates rather than wraps, since the range is checked afterwards.
        return epochMilli > Long.MAX_VALUE / 2 || epochMilli < Long.MIN_VALUE / 2 ? epochMilli : epochMilli + offset;
    }

    /** The zone's offset when its clocks show this time; the earlier offset where they show it twice or never. */
    int offsetSecondsAt(long epochDay, long microsOfDay) {
        if (fixed) {
            return (int) (fixedMillis / 1000);
        }
        long epochSecond = epochDay * 86_400 + microsOfDay / 1_000_000;
        return rules.getOffset(LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC))
                .getTotalSeconds();
    }

    private static long millis(ZoneOffset offset) {
        return offset.getTotalSeconds() * 1000L;
    }
}

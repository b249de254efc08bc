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
    private final int fixedSeconds;

    Zone(ZoneId id) {
        this.rules = id.getRules();
        this.fixed = rules.isFixedOffset();
        this.fixedSeconds = fixed ? rules.getOffset(Instant.EPOCH).getTotalSeconds() : 0;
    }

    /** The microseconds that a clock in this zone shows at that instant; both count from 2000-01-01. */
    long toLocal(long micros) {
        return PgTime.isInfinite(micros) ? micros : micros + offsetSeconds(micros) * PgTime.SECOND_MICROS;
    }

    /** The zone's offset at an instant. */
    int offsetSeconds(long micros) {
        return fixed
                ? fixedSeconds
                : rules.getOffset(Instant.ofEpochSecond(epochSecond(micros))).getTotalSeconds();
    }

    /** The instant at which clocks in this zone show these microseconds; see {@link #offsetSecondsAt}. */
    long toInstant(long local) {
        return PgTime.isInfinite(local) ? local : local - offsetSecondsAt(local) * PgTime.SECOND_MICROS;
    }

    /** The zone's offset when its clocks show this time; the earlier offset where they show it twice or never. */
    private int offsetSecondsAt(long local) {
        return fixed
                ? fixedSeconds
                : rules.getOffset(LocalDateTime.ofEpochSecond(epochSecond(local), 0, ZoneOffset.UTC))
                        .getTotalSeconds();
    }

    /** The offset of a time of day alone: the one without daylight saving, whatever the season. */
    int standardSeconds() {
        return rules.getStandardOffset(Instant.EPOCH.plusSeconds(PgTime.EPOCH_SECONDS))
                .getTotalSeconds();
    }

    private static long epochSecond(long micros) {
        return Math.floorDiv(micros, PgTime.SECOND_MICROS) + PgTime.EPOCH_SECONDS;
    }
}

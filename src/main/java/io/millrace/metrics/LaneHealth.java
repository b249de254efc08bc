package io.millrace.metrics;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which lanes cannot reach the database at present. Told by lane threads, asked by any. */
final class LaneHealth {
    private final InstantSource wall;
    private final Map<Integer, Instant> downSince = new ConcurrentHashMap<>();

    LaneHealth(InstantSource wall) {
        this.wall = wall;
    }

    /** A lane that is down already stays down since it first was. */
    void down(int lane) {
        downSince.putIfAbsent(lane, wall.instant());
    }

    void up(int lane) {
        downSince.remove(lane);
    }

    int lanesDown() {
        return downSince.size();
    }

    Optional<Instant> downSince() {
        return downSince.values().stream().min(Instant::compareTo);
    }
}

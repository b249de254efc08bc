package io.millrace.bench;

import io.millrace.write.LaneBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Ways of writing that take turns, flush by flush, so that all meet the same machine. Stateless. */
final class Turns {
    private static final long NANOS_A_WAY = 800_000_000;
    /** The first flush of each makes what the session keeps, and is not counted. */
    private static final int LEAST_FLUSHES = 6;

    interface Write {
        void write(LaneBatch batch) throws SQLException;
    }

    private Turns() {}

    /** Rows a second of each, by its median flush. */
    static List<Double> take(int rows, Flushes flushes, Write... ways) throws SQLException {
        List<List<Double>> seconds = new ArrayList<>();
        for (int way = 0; way < ways.length; way++) {
            seconds.add(new ArrayList<>());
        }
        double spent = 0;
        for (int flush = 0; flush < LEAST_FLUSHES || spent < NANOS_A_WAY / 1e9 * ways.length; flush++) {
            for (int way = 0; way < ways.length; way++) {
                double took = seconds(ways[way], flushes.next(rows));
                spent += took;
                if (flush > 0) {
                    seconds.get(way).add(took);
                }
            }
        }
        return seconds.stream()
                .map(times ->
                        rows / Runs.median(times.stream().mapToDouble(it -> it).toArray()))
                .toList();
    }

    private static double seconds(Write way, LaneBatch batch) throws SQLException {
        long start = System.nanoTime();
        way.write(batch);
        return (System.nanoTime() - start) / 1e9;
    }
}

package io.millrace.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;

/** Finds the peer's best configuration for a workload, which warms it up as well. One thread. */
final class PeerTrial {
    private static final int ROWS = 40_000;
    private static final int FINALISTS = 2;
    private static final Comparator<Best> FASTEST_FIRST =
            Comparator.comparingDouble(Best::rowsPerSecond).reversed();

    /** Its rows are fewer than the others', where it would take longer. */
    private static final double SECONDS = 3;

    private static final double SECONDS_IN_FULL = 10;

    private final PeerPlugin plugin;
    private final BenchServer server;
    private final Gauge gauge;

    PeerTrial(PeerPlugin plugin, BenchServer server, Gauge gauge) {
        this.plugin = plugin;
        this.server = server;
        this.gauge = gauge;
    }

    /**
     * The fastest, which gets so many of the rows.
     *
     * @param rowsPerSecond when it was tried
     */
    record Best(Contender peer, double rowsPerSecond) {
        Dataset shareOf(Dataset data) {
            double seconds = Options.full() ? SECONDS_IN_FULL : SECONDS;
            return data.part((int) Math.min(Integer.MAX_VALUE, rowsPerSecond * seconds));
        }
    }

    /**
     * What each leaves is compared with the floor's rows. The fastest of the first turn have a second one, since whoever is
     * tried first warms up the others.
     */
    Best best(Dataset data, Rounds rounds) throws Exception {
        Dataset part = data.part(ROWS);
        rounds.run(new Floor(server, gauge), part);
        List<Best> first = firstTurn(part, rounds);
        List<Best> second = new ArrayList<>();
        for (Best fast : first.stream().sorted(FASTEST_FIRST).limit(FINALISTS).toList()) {
            second.add(tried(fast.peer(), part, rounds));
        }
        return second.stream().min(FASTEST_FIRST).orElseThrow();
    }

    private List<Best> firstTurn(Dataset part, Rounds rounds) throws Exception {
        List<Best> able = new ArrayList<>();
        for (PeerStyle style : PeerStyle.all()) {
            Peer peer = new Peer(plugin, server, gauge, style);
            try {
                able.add(tried(peer, part, rounds));
            } catch (ConnectException e) {
                // Not every style writes every type: its arrays know no uuid where the record has text.
                System.out.println("    " + peer.name() + " cannot: " + reason(e));
            }
        }
        return able;
    }

    private static Best tried(Contender peer, Dataset part, Rounds rounds) throws Exception {
        return new Best(peer, rounds.run(peer, part).rowsPerSecond());
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage().lines().findFirst().orElse("");
    }
}

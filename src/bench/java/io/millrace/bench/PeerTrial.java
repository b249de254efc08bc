package io.millrace.bench;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;

/** Finds the peer's best configuration for a workload, which warms it up as well. One thread. */
final class PeerTrial {
    private static final int ROWS = 40_000;
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

    /** What each left is compared with the floor's rows. Each is judged by its second turn, when all had one. */
    Best best(Dataset data, Rounds rounds) throws Exception {
        Dataset part = data.part(ROWS);
        rounds.run(new Floor(server, gauge), part);
        List<Peer> able = able(part, rounds);
        Best best = new Best(able.get(0), 0);
        for (Peer peer : able) {
            double rate = rounds.run(peer, part).rowsPerSecond();
            best = rate > best.rowsPerSecond() ? new Best(peer, rate) : best;
        }
        return best;
    }

    private List<Peer> able(Dataset part, Rounds rounds) throws Exception {
        List<Peer> able = new ArrayList<>();
        for (PeerStyle style : PeerStyle.all()) {
            Peer peer = new Peer(plugin, server, gauge, style);
            try {
                rounds.run(peer, part);
                able.add(peer);
            } catch (ConnectException e) {
                // Not every style writes every type: its arrays know no uuid where the record has text.
                System.out.println("    " + peer.name() + " cannot: " + reason(e));
            }
        }
        return able;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage().lines().findFirst().orElse("");
    }
}

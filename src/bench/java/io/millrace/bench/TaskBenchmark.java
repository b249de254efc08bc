package io.millrace.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The task against the floor and the peer, in rounds that alternate, so that all meet the same machine. One thread. */
final class TaskBenchmark {
    private static final int WARM_UP_ROWS = 150_000;

    private final BenchServer server;
    private final Gauge gauge;
    private final PeerPlugin plugin;

    TaskBenchmark(BenchServer server, Gauge gauge, PeerPlugin plugin) {
        this.server = server;
        this.gauge = gauge;
        this.plugin = plugin;
    }

    TaskResult measure(Workload workload) throws Exception {
        Dataset data = Dataset.of(workload);
        Rounds rounds = new Rounds(server);
        PeerTrial.Best best = new PeerTrial(plugin, server, gauge).best(data, rounds);
        List<Contender> contenders = contenders(best.peer());
        List<Runs> runs = measure(data, rounds, contenders, best);
        List<Runs> more = runs.subList(4, runs.size());
        OptionalDouble steady = steadyBytes(data, rounds);
        return new TaskResult(workload, runs.get(0), runs.get(1), runs.get(2), runs.get(3), more, steady);
    }

    /** Of upserts: the same rows may come again and leave the table as it is. */
    private OptionalDouble steadyBytes(Dataset data, Rounds rounds) throws Exception {
        if (!data.workload().isUpsert()) {
            return OptionalDouble.empty();
        }
        Contender steady = new Steady(Millrace.byDefault(server, gauge), gauge);
        return OptionalDouble.of(rounds.run(steady, data).steadyBytes());
    }

    /** Those that every workload has come first. */
    private List<Contender> contenders(Contender peer) {
        Millrace byDefault = Millrace.byDefault(server, gauge);
        Millrace oneLane = byDefault.withLanes(1);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Floor(server, gauge));
        contenders.add(oneLane);
        contenders.add(byDefault);
        contenders.add(peer);
        if (Options.full()) {
            contenders.add(byDefault.withLanes(4));
            contenders.add(oneLane.polling(Millrace.LONG_POLL));
            contenders.add(byDefault.polling(Millrace.LONG_POLL));
        }
        return contenders;
    }

    private static List<Runs> measure(Dataset data, Rounds rounds, List<Contender> contenders, PeerTrial.Best best)
            throws Exception {
        Dataset warmUp = data.part(WARM_UP_ROWS);
        Dataset share = best.shareOf(data);
        // The floor is warm: it was what the peer's trial is held against.
        for (Contender contender : contenders.subList(1, contenders.size())) {
            rounds.run(contender, contender == best.peer() ? share : warmUp);
        }
        return turns(contenders, contender -> rounds.run(contender, contender == best.peer() ? share : data));
    }

    /** One run of a contender, with all that belongs to it. */
    interface Turn {
        Measurement take(Contender contender) throws Exception;
    }

    static List<Runs> turns(List<Contender> contenders, Turn turn) throws Exception {
        List<List<Measurement>> measured = new ArrayList<>();
        contenders.forEach(contender -> measured.add(new ArrayList<>()));
        for (int round = 0; round < Options.rounds(); round++) {
            for (int at = 0; at < contenders.size(); at++) {
                measured.get(at).add(turn.take(contenders.get(at)));
            }
        }
        List<Runs> runs = new ArrayList<>();
        for (int at = 0; at < contenders.size(); at++) {
            runs.add(new Runs(contenders.get(at).name(), measured.get(at)));
        }
        return runs;
    }
}

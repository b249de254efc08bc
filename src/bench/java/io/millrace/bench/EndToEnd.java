package io.millrace.bench;

import io.millrace.testing.KafkaServer;
import io.millrace.testing.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Broker, workers and plugins as they are shipped, emptying a backlog in rounds that alternate. One thread. */
final class EndToEnd implements AutoCloseable {
    static final String NAME = "end-to-end";

    private static final int RECORDS = 400_000;
    private static final int RECORDS_IN_FULL = 1_000_000;
    private static final int WARM_UP_RECORDS = 100_000;

    private final BenchServer server;
    private final KafkaServer broker;
    private final Path home = Target.emptied("bench/connect");
    private final Path discard;
    private final Backlog backlog;
    private final Checksums checksums = new Checksums();
    private final Map<String, PipeStation> stations = new LinkedHashMap<>();

    private EndToEnd(BenchServer server, KafkaServer broker, Path discard) {
        this.server = server;
        this.broker = broker;
        this.discard = discard;
        this.backlog = new Backlog(
                broker.bootstrapServers(),
                Options.scaled(Options.full() ? RECORDS_IN_FULL : RECORDS),
                Options.scaled(WARM_UP_RECORDS));
    }

    static List<PipeResult> measure(BenchServer server) throws Exception {
        KafkaServer broker = KafkaServer.start(Target.emptied("bench/broker"));
        try (EndToEnd benchmark = new EndToEnd(server, broker, DiscardPlugin.pack())) {
            benchmark.backlog.fill();
            return benchmark.run();
        }
    }

    private List<PipeResult> run() throws Exception {
        List<Pipe> pipes = new ArrayList<>();
        for (boolean isUpsert : new boolean[] {false, true}) {
            for (Payload payload : Payload.values()) {
                pipes.add(warmedUp(Pipe.millrace(server, payload, isUpsert)));
            }
            pipes.add(bestPeer(isUpsert));
        }
        for (Payload payload : Payload.values()) {
            pipes.add(warmedUp(Pipe.discard(payload)));
        }
        return rounds(pipes);
    }

    private List<PipeResult> rounds(List<Pipe> pipes) throws Exception {
        List<List<Passage>> passages = new ArrayList<>();
        pipes.forEach(pipe -> passages.add(new ArrayList<>()));
        for (int round = 0; round < Options.rounds(); round++) {
            for (int at = 0; at < pipes.size(); at++) {
                passages.get(at).add(empty(pipes.get(at)));
            }
        }
        List<PipeResult> results = new ArrayList<>();
        for (int at = 0; at < pipes.size(); at++) {
            results.add(new PipeResult(pipes.get(at), passages.get(at)));
        }
        return results;
    }

    /** By all of the backlog, since what comes through faster is the sooner at the end of it. */
    private Pipe warmedUp(Pipe pipe) throws Exception {
        empty(pipe);
        return pipe;
    }

    private Passage empty(Pipe pipe) throws Exception {
        return station(pipe).empty(pipe, Backlog.topic(pipe.payload()), backlog.records());
    }

    private Passage warmUp(Pipe pipe) throws Exception {
        return station(pipe).empty(pipe, Backlog.warmUpTopic(pipe.payload()), backlog.warmUpRecords());
    }

    /** Of the second turn, since whoever is tried first warms up the worker for the others. */
    private Pipe bestPeer(boolean isUpsert) throws Exception {
        List<Pipe> pipes = Stream.of(PeerStyle.REWRITE, PeerStyle.UNNEST, PeerStyle.PLAIN)
                .map(style -> Pipe.peer(server, style, isUpsert))
                .toList();
        for (Pipe pipe : pipes) {
            warmUp(pipe);
        }
        Pipe best = pipes.get(0);
        double most = 0;
        for (Pipe pipe : pipes) {
            double rate = warmUp(pipe).recordsPerSecond();
            best = rate > most ? pipe : best;
            most = Math.max(rate, most);
        }
        return best;
    }

    /** A worker is shared by the pipes of one sink and one converter. */
    private PipeStation station(Pipe pipe) throws Exception {
        String name = pipe.sink() + "-" + pipe.payload();
        PipeStation station = stations.get(name);
        if (station == null) {
            BenchWorker worker = BenchWorker.start(home.resolve(name), broker.bootstrapServers(), plugins(pipe.sink()));
            station = new PipeStation(name, server, worker, checksums);
            stations.put(name, station);
        }
        return station;
    }

    private Path plugins(Pipe.Sink sink) {
        return switch (sink) {
            case MILLRACE -> Target.pluginPath();
            case PEER -> PeerPlugin.path();
            case DISCARD -> discard;
        };
    }

    @Override
    public void close() {
        stations.values().forEach(PipeStation::close);
        broker.close();
    }
}

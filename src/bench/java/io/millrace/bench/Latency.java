package io.millrace.bench;

import io.millrace.testing.KafkaServer;
import io.millrace.testing.Target;
import io.millrace.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** From produce to visible in PostgreSQL, at steady rates: raw JSON, one partition, one task. One thread. */
final class Latency {
    static final String NAME = "latency";
    static final int PROMISED_RATE = 1_000;
    /** What durability is by default. */
    static final String COMMIT = "commit";

    static final String DEFERRED = "deferred";

    private static final List<Integer> RATES = List.of(100, PROMISED_RATE, 5_000, 20_000);
    private static final int WARM_UP_RATE = 5_000;
    /** For so long the worker's compiler competes for the processors with what would be measured. */
    private static final int WARM_UP_SECONDS = 40;

    private static final int WARM_UP_SECONDS_OF_NEXT = 10;
    private static final int WARM_UP_SECONDS_OF_CONNECTION = 3;
    private static final int SECONDS = 8;
    private static final int SECONDS_IN_FULL = 60;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** As a source that cares for latency sets it. */
    private static final Map<String, Object> AT_ONCE = Map.of("linger.ms", "0", "acks", "all");

    private final BenchServer server;
    private final KafkaServer broker;
    private final BenchWorker worker;
    private final int seconds = Options.scaled(Options.full() ? SECONDS_IN_FULL : SECONDS);
    private int passes;

    private Latency(BenchServer server, KafkaServer broker, BenchWorker worker) {
        this.server = server;
        this.broker = broker;
        this.worker = worker;
    }

    static List<LatencyStage> measure(BenchServer server) throws Exception {
        Path home = Target.emptied("bench/latency-worker");
        try (KafkaServer broker = KafkaServer.start(Target.emptied("bench/latency-broker"));
                BenchWorker worker = BenchWorker.start(home, broker.bootstrapServers(), Target.pluginPath())) {
            Latency benchmark = new Latency(server, broker, worker);
            benchmark.pass(COMMIT, WARM_UP_SECONDS, List.of());
            benchmark.pass(DEFERRED, WARM_UP_SECONDS_OF_NEXT, List.of());
            List<LatencyStage> stages = new ArrayList<>(benchmark.pass(COMMIT, WARM_UP_SECONDS_OF_CONNECTION, RATES));
            stages.addAll(benchmark.pass(DEFERRED, WARM_UP_SECONDS_OF_CONNECTION, RATES));
            return stages;
        }
    }

    /** A connector and a topic of its own, and one rate after another. */
    private List<LatencyStage> pass(String durability, int warmUpSeconds, List<Integer> rates) throws Exception {
        String topic = "latency-" + ++passes;
        try (Topics topics = Topics.at(broker.bootstrapServers())) {
            topics.create(topic, 1);
        }
        server.execute("DROP TABLE IF EXISTS events", "CHECKPOINT", Event.TABLE);
        Map<String, String> connector =
                new HashMap<>(Pipe.millrace(server, Payload.RAW, false).reading(topic));
        connector.put("durability", durability);
        worker.rest().put(topic, connector);
        worker.rest().awaitRunning(topic, 1);
        List<LatencyStage> stages = new ArrayList<>();
        int warmUp = WARM_UP_RATE * Options.scaled(warmUpSeconds);
        AtomicLongArray due = new AtomicLongArray(
                warmUp + rates.stream().mapToInt(rate -> rate * seconds).sum());
        try (KafkaProducer<byte[], byte[]> producer = Backlog.producer(broker.bootstrapServers(), AT_ONCE);
                Sightings sightings = new Sightings(server, due)) {
            produce(producer, topic, due, 0, warmUp, WARM_UP_RATE);
            sightings.awaitAll(warmUp, LIMIT_NANOS);
            int done = warmUp;
            for (int rate : rates) {
                produce(producer, topic, due, done, done + rate * seconds, rate);
                done += rate * seconds;
                stages.add(new LatencyStage(durability, rate, sightings.awaitAll(done, LIMIT_NANOS)));
            }
        }
        worker.rest().delete(topic);
        return stages;
    }

    /** A record that comes late counts from when it was due, so that no pause of the producer hides one of the sink. */
    private static void produce(
            KafkaProducer<byte[], byte[]> producer, String topic, AtomicLongArray due, int from, int to, int rate) {
        long start = System.nanoTime();
        for (int id = from; id < to; id++) {
            long when = start + (id - from) * SECOND_NANOS / rate;
            while (System.nanoTime() < when) {
                LockSupport.parkNanos(when - System.nanoTime());
            }
            due.set(id, when);
            producer.send(new ProducerRecord<>(topic, 0, null, Event.json(id).getBytes(StandardCharsets.UTF_8)));
        }
    }
}

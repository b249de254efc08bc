package io.millrace.bench;

import java.io.IOException;
import java.time.Duration;

/** One kind of pipe and the worker it runs on, which serves no other. One thread. */
final class PipeStation implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 2;

    private final String name;
    private final BenchServer server;
    private final BenchWorker worker;
    private final Checksums checksums;
    private int runs;

    PipeStation(String name, BenchServer server, BenchWorker worker, Checksums checksums) {
        this.name = name;
        this.server = server;
        this.worker = worker;
        this.checksums = checksums;
    }

    /** From the moment that something has come through until all has; what it left is checked. */
    Passage empty(Pipe pipe, String topic, int records) throws Exception {
        server.execute("DROP TABLE IF EXISTS events", "CHECKPOINT", Event.TABLE);
        // Its group is named for it, and must not meet what another one has committed.
        String connector = name + "-" + runs++;
        worker.rest().put(connector, pipe.reading(topic));
        try (Counter counter = counter(pipe, connector)) {
            Passage passage = measure(pipe, connector, counter, records);
            System.out.printf("    %s: %,.0f records/s%n", pipe.title(), passage.recordsPerSecond());
            return passage;
        } finally {
            worker.rest().delete(connector);
        }
    }

    private Counter counter(Pipe pipe, String connector) throws Exception {
        return pipe.sink() == Pipe.Sink.DISCARD ? new PutCounter(worker, connector) : new TableCounter(server);
    }

    private Passage measure(Pipe pipe, String connector, Counter counter, int records) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        await(counter, 1, connector, deadline);
        long start = System.nanoTime();
        long before = counter.exactly();
        long workerStart = worker.processorNanos();
        await(counter, records, connector, deadline);
        while (counter.exactly() < records) {
            pause(connector, deadline);
        }
        long nanos = System.nanoTime() - start;
        long workerNanos = worker.processorNanos() - workerStart;
        check(pipe, records);
        return new Passage(records - before, nanos, workerNanos, worker.peakResidentBytes());
    }

    private void await(Counter counter, int records, String connector, long deadline) throws Exception {
        while (!counter.mayHave(records)) {
            pause(connector, deadline);
        }
    }

    private void pause(String connector, long deadline) throws IOException, InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(
                    connector + " is stuck: " + worker.rest().status(connector).toPrettyString());
        }
        Thread.sleep(PAUSE_MILLIS);
    }

    private void check(Pipe pipe, int records) throws Exception {
        if (pipe.sink() == Pipe.Sink.DISCARD) {
            return;
        }
        String content =
                server.ask("SELECT count(*) || ' rows, ids ' || sum(id) || ', devices ' || sum(device) FROM events");
        if (!content.equals(Event.of(records).toString())) {
            throw new IllegalStateException(pipe.title() + " left " + content + ", not " + Event.of(records));
        }
        checksums.compare(pipe.title(), records, server.ask("SELECT sum(hash_record(e)) FROM events AS e"));
    }

    @Override
    public void close() {
        worker.close();
    }
}
